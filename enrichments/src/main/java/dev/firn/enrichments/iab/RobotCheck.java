package dev.firn.enrichments.iab;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;

/** The lists, and what they said of the latest user agents. Immutable but for the cache, and thread-safe. */
final class RobotCheck {

    /** Longer user agents are not remembered, as they would fill the memory. */
    private static final int LONGEST_KEPT = 2048;

    private final AddressRanges addresses;
    private final AgentLists agents;
    private final Cache<String, AgentLists.Findings> known;

    RobotCheck(AddressRanges addresses, AgentLists agents, int cacheSize, CacheListener listener) {
        this.addresses = addresses;
        this.agents = agents;
        // Housekeeping on the calling thread: it is short, and the core starts no threads.
        known = WatchedCaches.build(Caffeine.newBuilder().maximumSize(cacheSize).executor(Runnable::run), listener);
    }

    /** @param time of the event, in epoch milliseconds */
    Verdict check(String agent, IpAddress address, long time) {
        AgentLists.Findings findings = findings(agent);
        if (findings.configured() != null) {
            return findings.configured();
        }
        return addresses.contains(address) ? Verdict.ROBOT_BY_ADDRESS : findings.at(time);
    }

    private AgentLists.Findings findings(String agent) {
        AgentLists.Findings findings = known.getIfPresent(agent);
        if (findings == null) {
            findings = agents.findings(agent);
            if (agent.length() <= LONGEST_KEPT) {
                known.put(agent, findings);
            }
        }
        return findings;
    }
}
