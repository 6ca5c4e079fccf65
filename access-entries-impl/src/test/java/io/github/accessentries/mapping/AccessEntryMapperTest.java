package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessEntryMapperTest {

    private static final String ACCOUNT = "arn:aws:iam::111122223333:";

    @ParameterizedTest
    @CsvSource({
        "role/dev, role/dev, true",
        "role/team/dev, role/dev, true",
        "role/dev, role/DEV, true",
        "role/dev, role/dev2, false",
        "role/dev2, role/dev, false",
        "role/dev, user/dev, false",
        "role/dev, role/team/dev, false",
        "role/d.v, role/dxv, false",
        "role/kas, role/\u212Aas, false",
        "role/sam, role/\u017Fam, false",
        "user/ops/ana, user/ops/ana, true",
        "user/ops/ana, user/ana, false",
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_View_0123456789abcdef,"
                + " role/AWSReservedSSO_View_0123456789abcdef, true",
    })
    void map_identity_matchesByCanonicalArn(String entry, String identity, boolean matches) {
        AccessEntryMapper mapper = AccessEntryMapper.of(StubAccessEntries.of(entry(ACCOUNT + entry)));

        Mapping mapping = mapper.map(identity(ACCOUNT + identity));

        assertThat(mapping).isInstanceOf(matches ? Mapped.class : Unmapped.class);
    }

    @Test
    void map_otherAccountOrPartition_isUnmapped() {
        AccessEntryMapper mapper = AccessEntryMapper.of(StubAccessEntries.of(entry(ACCOUNT + "role/dev")));

        assertThat(mapper.map(identity("arn:aws:iam::999922223333:role/dev"))).isEqualTo(new Unmapped());
        assertThat(mapper.map(identity("arn:aws-cn:iam::111122223333:role/dev")))
                .isEqualTo(new Unmapped());
    }

    @Test
    void map_knownRole_isItsEntryAndSaysHowItMatched() {
        StubAccessEntries entries = StubAccessEntries.of(
                entry(ACCOUNT + "role/ops"), entry(ACCOUNT + "role/team/dev"), entry(ACCOUNT + "user/ana"));

        assertThat(AccessEntryMapper.of(entries).map(identity(ACCOUNT + "role/dev")))
                .isEqualTo(Mapped.builder()
                        .username("me:{{SessionName}}")
                        .addGroup("b")
                        .addGroup("a")
                        .source("access entry of " + ACCOUNT + "role/team/dev, matched by ARN without path")
                        .reservedNamesAllowed(true)
                        .build());
        assertThat(entries.found()).containsExactly(PrincipalArn.of(ACCOUNT + "role/team/dev"));
        assertThat(AccessEntryMapper.of(entries).map(identity(ACCOUNT + "user/ana")))
                .extracting(mapping -> ((Mapped) mapping).source())
                .isEqualTo("access entry of " + ACCOUNT + "user/ana, matched by ARN");
    }

    @Test
    void map_entriesThatDifferOnlyInPath_areAmbiguousAndBothNamed() {
        StubAccessEntries entries = StubAccessEntries.of(entry(ACCOUNT + "role/a/dev"), entry(ACCOUNT + "role/b/Dev"));

        Mapping mapping = AccessEntryMapper.of(entries).map(identity(ACCOUNT + "role/dev"));

        assertThat(mapping).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.AMBIGUOUS);
            assertThat(rejected.detail()).contains(ACCOUNT + "role/a/dev", ACCOUNT + "role/b/Dev");
        });
        assertThat(entries.found()).isEmpty();
    }

    @Test
    void map_entryThatDisappearsBetweenTheReads_isUnmapped() {
        StubAccessEntries entries =
                StubAccessEntries.of(entry(ACCOUNT + "role/dev")).disappearing();

        assertThat(AccessEntryMapper.of(entries).map(identity(ACCOUNT + "role/dev")))
                .isEqualTo(new Unmapped());
        assertThat(entries.found()).hasSize(1);
    }

    private static AccessEntry entry(String principal) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.of(principal))
                .username("me:{{SessionName}}")
                .addGroup("b")
                .addGroup("a")
                .build();
    }

    private static IamIdentity identity(String canonicalArn) {
        return IamIdentity.builder()
                .arn(canonicalArn)
                .canonicalArn(canonicalArn)
                .accountId("111122223333")
                .principalId("AROADEV")
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }
}
