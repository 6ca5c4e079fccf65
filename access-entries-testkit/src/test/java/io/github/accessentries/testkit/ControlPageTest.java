package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.token.EksTokens;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The page of the control API has every call, and its calls are answered as it prints. */
class ControlPageTest {

    private static final String PAGE = "docs/reference/control-api.md";
    private static final Pattern ROUTE = Pattern.compile("(?:GET|HEAD|POST|PUT|DELETE) /_fake/[\\w/{}-]+");
    private static final Pattern CURL =
            Pattern.compile("curl (?:-X (\\w+) |(-I) )?\\$FAKE(\\S+)(?: -d '(.*)')?", Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":");

    private final FakeEks fake = FakeEks.create();
    private final FakeEksServer server = fake.serve();
    private final ControlApi control = new ControlApi(server.endpoint());

    /** A call of the page, and the fragments of its answer. */
    private record Call(String method, String path, String body, List<String> answer) {

        String route() {
            return method + " /_fake" + path.replaceFirst("\\?.*", "").replace("/demo/", "/{name}/");
        }
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (String part : Documentation.block("control calls").split("(?m)^(?=curl )", -1)) {
            String[] lines = part.strip().split("\n# ", 2);
            Matcher curl = CURL.matcher(lines[0]);
            if (curl.matches()) {
                String body = curl.group(4) == null ? "" : curl.group(4);
                String method = curl.group(2) != null ? "HEAD" : curl.group(1) == null ? "GET" : curl.group(1);
                List<String> answer = lines.length == 1 ? List.of() : List.of(lines[1].split("…", -1));
                calls.add(new Call(method, curl.group(3), body, answer));
            }
        }
        return calls;
    }

    /** An unknown call is answered with all that there are. */
    private List<String> routes() throws Exception {
        return found(control.call(404, "GET", "/_fake/none", "").get("message").getAsString())
                .toList();
    }

    private static Stream<String> found(String text) {
        return ROUTE.matcher(text).results().map(found -> found.group());
    }

    @Test
    void table_hasEveryCall_andShowsItOnce() throws Exception {
        String table = Documentation.text(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .reduce("", (all, line) -> all + line + "\n")
                .replace("/NAME/", "/{name}/");

        assertThat(routes()).hasSizeGreaterThan(15);
        assertThat(found(table)).containsExactlyInAnyOrderElementsOf(routes());
        assertThat(calls()).extracting(Call::route).containsAll(routes());
        assertThat(routes()).containsAll(calls().stream().map(Call::route).toList());
    }

    @Test
    void calls_areAnsweredAsPrinted() throws Exception {
        fake.createCluster("demo");
        String token = "";
        for (Call call : calls()) {
            HttpResponse<String> response = control.send(
                    call.method(), "/_fake" + call.path(), call.body().replace("'$TOKEN'", token));

            assertThat(response.statusCode())
                    .as(call.toString() + response.body())
                    .isIn(200, 201);
            assertThat(call.answer())
                    .allSatisfy(part ->
                            assertThat(response.body()).as(call.toString()).contains(part));
            if (call.path().equals("/iam/principals")) {
                token = token(JsonParser.parseString(response.body()).getAsJsonObject());
            }
        }
    }

    private static String token(JsonObject keys) {
        AwsSessionCredentials session = AwsSessionCredentials.create(
                keys.get("accessKeyId").getAsString(),
                keys.get("secretAccessKey").getAsString(),
                keys.get("sessionToken").getAsString());
        return EksTokens.builder()
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .region(Region.US_WEST_2)
                .build()
                .mint("demo")
                .value();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void parameterThatACallDoesNotHave_isRefused(Call call) throws Exception {
        fake.createCluster("demo");
        String target = "/_fake" + call.path() + (call.path().contains("?") ? "&" : "?") + "noSuchParameter=1";

        assertThat(control.send(call.method(), target, call.body()).statusCode())
                .isEqualTo(400);
        assertThat(fake.cluster("demo").name()).as("nothing was done").isEqualTo("demo");
    }

    private static Stream<Call> callsWithoutABody() {
        return calls().stream().filter(call -> call.body().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("callsWithoutABody")
    void bodyOfACallThatHasNone_isRefused(Call call) throws Exception {
        fake.createCluster("demo");

        for (String body : List.of("{\"foo\": 1}", "x", "[]")) {
            assertThat(control.send(call.method(), "/_fake" + call.path(), body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(fake.cluster("demo").name()).as("nothing was done").isEqualTo("demo");
    }

    /** A body with a member that no call has is refused with those that it has. */
    private static Stream<Call> callsWithMembers() {
        return calls().stream()
                .filter(call ->
                        !call.path().startsWith("/clusters/") || call.path().endsWith("/platform"))
                .filter(call -> call.body().startsWith("{"));
    }

    @ParameterizedTest
    @MethodSource("callsWithMembers")
    void membersOfEachCall_areOnThePage(Call call) throws Exception {
        String message = control.call(400, call.method(), "/_fake" + call.path(), "{\"noSuchMember\": 1}")
                .get("message")
                .getAsString();
        List<String> members = Arrays.asList(message.substring(message.lastIndexOf('[') + 1, message.lastIndexOf(']'))
                .split(", ", -1));
        List<String> written = MEMBER.matcher(call.body())
                .results()
                .map(member -> member.group(1))
                .toList();

        assertThat(members).containsAll(written);
        assertThat(new TreeSet<>(members))
                .allSatisfy(member -> assertThat(Documentation.text(PAGE)).contains("`" + member + "`"));
    }
}
