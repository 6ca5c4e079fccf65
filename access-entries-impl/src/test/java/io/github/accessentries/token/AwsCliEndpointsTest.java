package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.authn.Verified;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What environment and profile say of endpoints, compared with the tokens that the AWS CLI made of the same. {@code
 * cli/record-endpoints.py} records them anew.
 */
class AwsCliEndpointsTest {

    /** The rules of the SDK give these names; no authenticator knows them, so that a token would only be refused. */
    private static final List<String> WITHOUT_DUAL_STACK = List.of("aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f");

    private static final AwsBasicCredentials CREDENTIALS =
            AwsBasicCredentials.create("AKIDEXAMPLEEXAMPLE00", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    static Stream<JsonObject> cases() {
        return JsonCases.objects(
                JsonCases.read(AwsCliEndpointsTest.class, "cli/endpoints.json").getAsJsonArray("cases"))
                .stream();
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            texts.put(member.getKey(), member.getValue().getAsString());
        }
        return texts;
    }

    private static EksTokens.Builder tokens(Region region, EndpointSettings settings) {
        return EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .region(region)
                .clock(GoodToken.CLOCK)
                .settings(settings);
    }

    private static EndpointSettings settings(Map<String, String> environment, Map<String, String> profile) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach(
                (name, value) -> variables.put("AWS_USE_" + name.toUpperCase(Locale.ROOT) + "_ENDPOINT", value));
        Map<String, String> properties = new TreeMap<>();
        profile.forEach((name, value) -> properties.put("use_" + name + "_endpoint", value));
        return new EndpointSettings(
                name -> Optional.empty(),
                name -> Optional.ofNullable(variables.get(name)),
                () -> Optional.of(
                        Profile.builder().name("work").properties(properties).build()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void token_isForTheEndpointOfTheCli_andGoodAtClustersWhereTheyKnowIt(JsonObject recorded) {
        Region region = Region.of(recorded.get("region").getAsString());
        String partition = PartitionMetadata.of(region).id();
        EksTokens.Builder builder = tokens(
                region,
                settings(texts(recorded.getAsJsonObject("environment")), texts(recorded.getAsJsonObject("profile"))));
        String host = JsonCases.text(recorded, "host");
        if (WITHOUT_DUAL_STACK.contains(partition)
                && "true".equals(JsonCases.text(recorded.getAsJsonObject("environment"), "dualstack"))) {
            assertThatThrownBy(builder::build)
                    .hasMessageContaining("No cluster accepts tokens of sts")
                    .hasMessageContaining("no dual stack in the isolated partitions");
            return;
        }
        EksTokens tokens = builder.build();

        EksToken token = tokens.mint("prod");

        URI url = URI.create(
                new String(Base64.getUrlDecoder().decode(token.value().substring("k8s-aws-v1.".length())), UTF_8));
        Map<String, String> query = Arrays.stream(url.getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(url.getHost()).isEqualTo(host);
        assertThat(query.get("X-Amz-Credential"))
                .endsWith("/" + recorded.get("scope").getAsString());
        assertThat(query)
                .containsEntry(
                        "X-Amz-SignedHeaders", recorded.get("signedHeaders").getAsString());
        assertThat(query).containsEntry("X-Amz-Expires", recorded.get("expires").getAsString());
        assertThat(query.keySet())
                .containsExactlyInAnyOrderElementsOf(recorded.getAsJsonArray("parameters").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList());
        for (VerificationProfile profile : VerificationProfile.values()) {
            assertThat(OfflineTokenVerifier.builder(id -> Optional.of(KnownKey.builder()
                                    .credentials(CREDENTIALS)
                                    .arn("arn:" + partition + ":iam::111122223333:user/ana")
                                    .userId("AIDAANA")
                                    .build()))
                            .profile(profile)
                            .partition(partition)
                            .clock(GoodToken.CLOCK)
                            .build()
                            .verify(token.value(), "prod"))
                    .isInstanceOf(Verified.class);
        }
    }

    @Test
    void systemPropertyAndOption_comeBeforeTheEnvironment() {
        EndpointSettings settings = new EndpointSettings(
                name -> name.equals("aws.useFipsEndpoint") ? Optional.of("true") : Optional.empty(),
                name -> Optional.of("false"),
                () -> {
                    throw new AssertionError("asked for the profile");
                });

        assertThat(tokens(Region.US_WEST_2, settings).build().fips()).isTrue();
        assertThat(tokens(Region.US_WEST_2, settings).build().dualStack()).isFalse();
        assertThat(tokens(Region.US_WEST_2, settings).fips(false).build().fips())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "true "})
    void wordThatIsNeitherTrueNorFalse_isRefused_ratherThanTakenForFalse(String word) {
        EksTokens.Builder builder = tokens(Region.US_WEST_2, settings(Map.of("fips", word), Map.of()));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("AWS_USE_FIPS_ENDPOINT is \"" + word + "\"; use true or false");
        assertThat(builder.fips(true).build().fips()).isTrue();
    }

    @Test
    void emptyVariable_isFalse_asForTheCli_whateverTheProfileSays() {
        EksTokens tokens = tokens(Region.US_WEST_2, settings(Map.of("fips", ""), Map.of("fips", "true")))
                .build();

        assertThat(tokens.fips()).isFalse();
    }

    @Test
    void profileThatDoesNotExist_isRefused_asByTheCli_unlessNoneWasAskedFor() {
        ProfileFile files = ProfileFile.builder()
                .content(new ByteArrayInputStream("[profile work]\nregion = us-west-2\n".getBytes(UTF_8)))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();

        assertThat(EndpointSettings.profile(files, "work")).isPresent();
        assertThat(EndpointSettings.profile(files, "default")).isEmpty();
        assertThatThrownBy(() -> EndpointSettings.profile(files, "wrok"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no profile \"wrok\"");
    }

    @Test
    void configurationThatCannotBeRead_isNotTakenForOneThatSaysNothing() {
        EndpointSettings settings = new EndpointSettings(name -> Optional.empty(), name -> Optional.empty(), () -> {
            throw new IllegalArgumentException("Expected an '=' sign");
        });

        assertThatThrownBy(tokens(Region.US_WEST_2, settings)::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call fips(..) and dualStack(..)");
    }
}
