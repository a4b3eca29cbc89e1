package dev.firn.enrichments.iab;

import dev.firn.enrichments.literals.LiteralAutomaton;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lists say of a user agent. One automaton looks for all texts at once: first the configured ones, then the
 * browsers' patterns, the robots' patterns in the order of their file, and last the robots' exceptions. Immutable.
 */
final class AgentLists {

    /**
     * What is known of a user agent without the time of the event.
     *
     * @param configured the answer of the configured texts, if they have one
     * @param browserUntil the moment before which it is a known browser
     * @param robot the first record of a robot that it fits
     */
    record Findings(@Nullable Verdict configured, long browserUntil, @Nullable AgentRecord robot) {

        /** The answer at this time, in epoch milliseconds, of what the lists of user agents say. */
        Verdict at(long time) {
            if (time >= browserUntil) {
                return Verdict.NO_KNOWN_BROWSER;
            }
            if (robot == null) {
                return Verdict.BROWSER;
            }
            return robot.impact().verdict(robot.inactiveFrom() == null || time < robot.inactiveFrom());
        }
    }

    private final List<AgentRecord> browsers;
    private final List<AgentRecord> robots;
    private final LiteralAutomaton automaton;
    private final int firstConfiguredRobot;
    private final int firstBrowser;
    private final int firstRobot;
    private final int firstException;
    /** The first exception of each robot, and the end of the last one's. */
    private final int[] exceptions;

    AgentLists(
            List<String> configuredBrowsers,
            List<String> configuredRobots,
            List<AgentRecord> browsers,
            List<AgentRecord> robots) {
        this.browsers = browsers.stream().filter(AgentRecord::counts).toList();
        this.robots = robots.stream().filter(AgentRecord::counts).toList();
        List<String> literals = new ArrayList<>();
        configuredBrowsers.forEach(text -> literals.add(AgentRecord.lower(text)));
        firstConfiguredRobot = literals.size();
        configuredRobots.forEach(text -> literals.add(AgentRecord.lower(text)));
        firstBrowser = literals.size();
        this.browsers.forEach(browser -> literals.add(browser.pattern()));
        firstRobot = literals.size();
        this.robots.forEach(robot -> literals.add(robot.pattern()));
        firstException = literals.size();
        exceptions = new int[this.robots.size() + 1];
        for (int i = 0; i < this.robots.size(); i++) {
            exceptions[i] = literals.size();
            literals.addAll(this.robots.get(i).exceptions());
        }
        exceptions[this.robots.size()] = literals.size();
        automaton = LiteralAutomaton.of(literals);
    }

    Findings findings(String agent) {
        String lower = AgentRecord.lower(agent);
        BitSet found = automaton.findAll(lower);
        return new Findings(configured(found), browserUntil(lower, found), robot(lower, found));
    }

    private @Nullable Verdict configured(BitSet found) {
        int first = found.nextSetBit(0);
        if (first < 0 || first >= firstBrowser) {
            return null;
        }
        return first < firstConfiguredRobot ? Verdict.BROWSER : Verdict.ROBOT_BY_CONFIGURATION;
    }

    private long browserUntil(String agent, BitSet found) {
        long until = Long.MIN_VALUE;
        for (int i = found.nextSetBit(firstBrowser); i >= 0 && i < firstRobot; i = found.nextSetBit(i + 1)) {
            AgentRecord browser = browsers.get(i - firstBrowser);
            if (fits(browser, agent)) {
                Long inactiveFrom = browser.inactiveFrom();
                until = Math.max(until, browser.active() || inactiveFrom == null ? Long.MAX_VALUE : inactiveFrom);
            }
        }
        return until;
    }

    private @Nullable AgentRecord robot(String agent, BitSet found) {
        for (int i = found.nextSetBit(firstRobot); i >= 0 && i < firstException; i = found.nextSetBit(i + 1)) {
            AgentRecord robot = robots.get(i - firstRobot);
            int exception = found.nextSetBit(exceptions[i - firstRobot]);
            boolean excepted = exception >= 0 && exception < exceptions[i - firstRobot + 1];
            if (!excepted && fits(robot, agent)) {
                return robot;
            }
        }
        return null;
    }

    private static boolean fits(AgentRecord agentRecord, String agent) {
        return !agentRecord.atStart() || agent.startsWith(agentRecord.pattern());
    }
}
