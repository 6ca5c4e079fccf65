package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsHostsTest {

    private static final JsonObject FILE = JsonCases.read(StsHostsTest.class, "sts-hosts.json");

    static List<JsonObject> partitions() {
        return JsonCases.objects(FILE.getAsJsonArray("partitions"));
    }

    static List<JsonObject> cases() {
        return JsonCases.objects(FILE.getAsJsonArray("cases"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signingRegion_documentedHost_isAcceptedAsDocumented(JsonObject testCase) {
        String extraRegion = JsonCases.text(testCase, "verifierRegion");
        Set<String> extraRegions = extraRegion.isEmpty() ? Set.of() : Set.of(extraRegion);
        String partition = JsonCases.text(testCase, "partition");
        String host = JsonCases.text(testCase, "host");

        assertThat(StsHosts.of(partition, extraRegions).signingRegion(host).isPresent())
                .isEqualTo(JsonCases.text(testCase, "expect").equals("accept"));
        assertThat(StsHosts.lenient(partition, extraRegions).signingRegion(host).isPresent())
                .isEqualTo(JsonCases.text(testCase, "reference").equals("accept"));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void signingRegion_hostsOfEveryKnownRegion_areThoseThatTheReferenceAccepts(JsonObject partition) {
        assertHostsOfKnownRegions(StsHosts.of(JsonCases.text(partition, "partition"), Set.of()), partition);
        assertHostsOfKnownRegions(StsHosts.lenient(JsonCases.text(partition, "partition"), Set.of()), partition);
    }

    private static void assertHostsOfKnownRegions(StsHosts hosts, JsonObject partition) {
        String domain = JsonCases.text(partition, "stsDomain");
        String dualStackDomain = JsonCases.text(partition, "sdkDualStackSuffix");
        JsonObject accepted = partition.getAsJsonObject("referenceAccepts");
        for (JsonElement element : partition.getAsJsonArray("knownRegions")) {
            String region = element.getAsString();
            assertHost(hosts, "sts." + region + "." + domain, region, accepted.get("regional"));
            assertHost(hosts, "sts-fips." + region + "." + domain, region, accepted.get("fips"));
            assertHost(hosts, "sts." + region + "." + dualStackDomain, region, accepted.get("dualstack"));
            assertHost(hosts, "sts-fips." + region + "." + dualStackDomain, region, accepted.get("fipsDualstack"));
        }
    }

    private static void assertHost(StsHosts hosts, String host, String region, JsonElement accepted) {
        if (accepted.getAsBoolean()) {
            assertThat(hosts.signingRegion(host)).as(host).contains(region);
        } else {
            assertThat(hosts.signingRegion(host)).as(host).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void signingRegion_regionsOfOtherPartitions_areRefused(JsonObject partition) {
        StsHosts hosts = StsHosts.of(JsonCases.text(partition, "partition"), Set.of());
        for (JsonObject other : partitions()) {
            for (JsonElement region :
                    other.equals(partition) ? List.<JsonElement>of() : other.getAsJsonArray("knownRegions")) {
                assertThat(hosts.signingRegion(
                                "sts." + region.getAsString() + "." + JsonCases.text(other, "stsDomain")))
                        .isEmpty();
            }
        }
    }

    @Test
    void signingRegion_regionYetUnknown_isAcceptedByItsForm() {
        assertThat(StsHosts.of("aws", Set.of()).signingRegion("sts.eu-west-9.amazonaws.com"))
                .contains("eu-west-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "sts",
                "sts.",
                "amazonaws.com",
                "sts.us-west-2.amazonaws.com.",
                ".sts.us-west-2.amazonaws.com",
                "sts.us-west-2.amazonaws.com:443",
                "sts.us-west-2.amazonaws.com:",
                "user@sts.us-west-2.amazonaws.com",
                "STS.us-west-2.amazonaws.com",
                "sts.US-WEST-2.amazonaws.com",
                "sts.us-wesT-2.amazonaws.com",
                "sts.us-we_st-2.amazonaws.com",
                "sts.us-west-2.amazonaws.com%2e",
                "sts%2eus-west-2.amazonaws.com",
                "sts.s3.amazonaws.com",
                "sts.not-a-region.amazonaws.com",
                "sts..amazonaws.com",
                "sts.us-west-2..amazonaws.com",
                "sts.us-west-2.evil.com",
                "sts.us-west-2.amazonaws.com.evil.com",
                "sts.us-west-2.evil.amazonaws.com",
                "vpce-0123-abc.sts.us-west-2.vpce.amazonaws.com",
                "s3.us-west-2.amazonaws.com",
                "stſ.us-west-2.amazonaws.com",
                "sts.us-west-２.amazonaws.com",
                "sts.us-west-2\n.amazonaws.com",
                "sts-fips.amazonaws.com",
                "sts.amazonaws.com.",
                "STS.amazonaws.com"
            })
    void signingRegion_anythingElse_isRefused(String host) {
        assertThat(StsHosts.of("aws", Set.of()).signingRegion(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws, sts.not-a-region.amazonaws.com, true",
        "aws, sts-fips.not-a-region.amazonaws.com, true",
        "aws, sts.not-a-region.api.aws, true",
        "aws, sts.US-WEST-2.amazonaws.com, true",
        "aws, sts.us-gov-west-1.amazonaws.com, true",
        "aws, sts-fips.us-gov-west-1.amazonaws.com, false",
        "aws-us-gov, sts.us-west-2.amazonaws.com, true",
        "aws-us-gov, sts-fips.us-west-2.amazonaws.com, true",
        "aws-us-gov, sts.amazonaws.com, false",
        "aws, sts.cn-north-1.amazonaws.com, false",
        "aws, sts.us-iso-east-1.amazonaws.com, false",
        "aws-cn, sts.not-a-region.amazonaws.com.cn, false",
        "aws-cn, sts.us-west-2.amazonaws.com, false",
        "aws-iso, sts.not-a-region.c2s.ic.gov, false",
        "aws, sts.s3.amazonaws.com, false",
        "aws, sts.S3.amazonaws.com, false",
        "aws, sts.s3-us-west-2.amazonaws.com, false",
        "aws, sts.s3-website-us-east-1.amazonaws.com, false",
        "aws, sts.-region.amazonaws.com, false",
        "aws, sts.region-.amazonaws.com, false",
        "aws, sts.re_gion.amazonaws.com, false",
        "aws, sts..amazonaws.com, false",
        "aws, sts.not-a-region.amazonaws.com:443, false",
        "aws, user@sts.us-west-2.amazonaws.com, false",
        "aws, STS.us-west-2.amazonaws.com, false",
        "aws, sts.us-west-2.amazonaws.com., false",
        "aws, sts.us-west-2.evil.com, false",
        "aws, vpce-0123-abc.sts.us-west-2.vpce.amazonaws.com, false",
    })
    void lenient_regionsUnknownToTheSdk_areAcceptedInTheCommercialDomainsButNotBelowS3(
            String partition, String host, boolean accepted) {
        assertThat(StsHosts.lenient(partition, Set.of()).signingRegion(host).isPresent())
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS", "aws-nope"})
    void of_unknownPartition_isRefused(String partition) {
        assertThatThrownBy(() -> StsHosts.of(partition, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a partition that the AWS SDK knows");
    }
}
