package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.token.JsonCases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented cases of the public authenticator's mappers, on the mappers here that stand for them. */
class MappingCasesTest {

    private static final JsonObject FILE = JsonCases.read(MappingCasesTest.class, "mapping-cases.json");

    static Stream<JsonObject> matches() {
        return Stream.of("roleMatch", "userMatch")
                .flatMap(name -> JsonCases.objects(FILE.getAsJsonArray(name)).stream());
    }

    /** Mappings by sso are read, told as faults and left out, as on a cluster whose feature gate is off. */
    @ParameterizedTest
    @MethodSource("matches")
    void configMap_matchesAsDocumented(JsonObject testCase) {
        boolean user = testCase.has("userarn");
        JsonObject mapping = user ? testCase : testCase.getAsJsonObject("mapping");
        boolean behindTheGate = mapping.has("sso");
        AwsAuth awsAuth = AwsAuth.parse(Map.of(user ? "mapUsers" : "mapRoles", "[" + mapping + "]"));

        Mapping answer =
                AwsAuthMapper.of(awsAuth).map(Identities.of(JsonCases.text(testCase, "subject"), "AROAEXAMPLE"));

        assertThat(awsAuth.faults()).hasSize(behindTheGate ? 1 : 0);
        assertThat(answer instanceof Mapped)
                .isEqualTo(!behindTheGate && testCase.get("match").getAsBoolean());
    }

    static Stream<JsonObject> mountedFileCases() {
        return JsonCases.objects(FILE.getAsJsonObject("mountedFile").getAsJsonArray("cases")).stream();
    }

    /** What the program names itself stands for the file; a session or a permission set is no principal there. */
    @ParameterizedTest
    @MethodSource("mountedFileCases")
    void staticMappings_matchAsDocumentedOfTheMountedFile(JsonObject testCase) {
        StaticMapper mapper = StaticMapper.builder()
                .map(PrincipalArn.of("arn:aws:iam::012345678910:role/test-role"), "shreyas", "system:masters")
                .map(PrincipalArn.of("arn:aws:iam::012345678910:role/test-assumed-role"), "test", "system:masters")
                .map(
                        PrincipalArn.of("arn:aws:iam::012345678910:role/aws-reserved/sso.amazonaws.com/"
                                + "AWSReservedSSO_CookieCutterPermissions_123123123"),
                        "cookie-cutter",
                        "system:masters")
                .map(PrincipalArn.of("arn:aws:iam::012345678910:user/donald"), "donald", "system:masters")
                .account("000000000000")
                .build();

        Mapping answer = mapper.map(Identities.of(JsonCases.text(testCase, "canonicalArn"), "AROAEXAMPLE"));

        if (testCase.has("notMapped")) {
            assertThat(answer).isEqualTo(new Unmapped());
        } else {
            assertThat(answer).isInstanceOfSatisfying(Mapped.class, mapped -> {
                assertThat(mapped.username()).isEqualTo(JsonCases.text(testCase, "username"));
                assertThat(mapped.groups()).containsExactly("system:masters");
            });
        }
    }

    static Stream<JsonObject> strictCases() {
        return JsonCases.objects(FILE.getAsJsonArray("dynamicFileStrict")).stream();
    }

    /** Entries whose principals' ids are known: the public counterpart is the file with ids. */
    @ParameterizedTest
    @MethodSource("strictCases")
    void entriesWithKnownIds_matchAsDocumentedOfTheStrictFile(JsonObject testCase) {
        JsonObject identity = testCase.getAsJsonObject("identity");
        JsonObject written = testCase.getAsJsonObject("entry");
        String arn = Stream.of("rolearn", "userarn")
                .map(key -> JsonCases.text(written, key))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        if (!arn.isEmpty() && !arn.startsWith("arn:")) {
            assertThatIllegalArgumentException().isThrownBy(() -> PrincipalArn.of(arn));
            return;
        }
        String id = JsonCases.text(written, "userid");
        AccessEntry entry = Identities.entry(arn.isEmpty() ? "arn:aws:iam::012345678912:user/any" : arn, "u");
        IdentityMapper mapper = arn.isEmpty()
                ? AccessEntryMapper.byPrincipalId(asked -> asked.equals(id) ? Optional.of(entry) : Optional.empty())
                : AccessEntryMapper.of(() -> List.of(entry), principal -> Optional.of(id));

        Mapping answer =
                mapper.map(Identities.of(JsonCases.text(identity, "canonicalArn"), JsonCases.text(identity, "userId")));

        assertThat(answer instanceof Mapped)
                .isEqualTo(JsonCases.text(testCase, "result").equals("mapped"));
        JsonElement other = identity.get("canonicalArn");
        assertThat(mapper.map(Identities.of(other.getAsString(), "5678")))
                .as("another id with the same ARN")
                .isEqualTo(new Unmapped());
    }
}
