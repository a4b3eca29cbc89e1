package dev.firn.enrichments.yauaa;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members that the context's schema knows, and how long their texts may be. */
final class ContextMembers {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private static final List<Map.Entry<Integer, String>> LENGTHS = List.of(
            entry(
                    128,
                    """
                    deviceClass deviceBrand deviceCpu deviceCpuBits
                    operatingSystemClass layoutEngineClass agentClass agentSecurity"""),
            entry(256, "deviceName operatingSystemName layoutEngineName agentName"),
            entry(
                    1000,
                    """
                    deviceFirmwareVersion deviceVersion
                    operatingSystemVersion operatingSystemNameVersion operatingSystemVersionBuild
                    layoutEngineVersion layoutEngineVersionMajor
                    layoutEngineNameVersion layoutEngineNameVersionMajor layoutEngineBuild
                    agentVersion agentVersionMajor agentNameVersion agentNameVersionMajor agentBuild
                    agentLanguage agentLanguageCode
                    webviewAppVersionMajor webviewAppNameVersion webviewAppNameVersionMajor
                    iECompatibilityVersion iECompatibilityVersionMajor
                    iECompatibilityNameVersion iECompatibilityNameVersionMajor"""),
            entry(1024, "facebookDeviceClass facebookDeviceName"),
            entry(
                    UNLIMITED,
                    """
                    operatingSystemVersionMajor operatingSystemNameVersionMajor
                    agentInformationEmail agentInformationUrl agentUuid
                    webviewAppName webviewAppVersion
                    facebookCarrier facebookDeviceVersion facebookFBOP facebookFBSS
                    facebookOperatingSystemName facebookOperatingSystemVersion
                    anonymized hackerAttackVector hackerToolkit koboAffiliate koboPlatformId
                    carrier gSAInstallationID networkType"""));

    /** Name in the context and largest length in characters. */
    record Member(String name, int length) {

        String cut(String value) {
            return value.length() <= length || value.codePointCount(0, value.length()) <= length
                    ? value
                    : value.substring(0, value.offsetByCodePoints(0, length));
        }
    }

    private static final Map<String, Member> BY_FIELD = byField();

    private ContextMembers() {}

    /** The member of one of the library's fields: the same name with a small first letter. */
    static @Nullable Member of(String field) {
        return BY_FIELD.get(field);
    }

    private static Map<String, Member> byField() {
        Map<String, Member> members = new HashMap<>();
        LENGTHS.forEach(group -> BLANKS.splitAsStream(group.getValue()).forEach(name -> {
            String field = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            members.put(field, new Member(name, group.getKey()));
        }));
        return Map.copyOf(members);
    }
}
