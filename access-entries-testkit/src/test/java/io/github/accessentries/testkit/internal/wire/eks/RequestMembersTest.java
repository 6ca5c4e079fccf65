package io.github.accessentries.testkit.internal.wire.eks;

import static io.github.accessentries.testkit.internal.wire.RawEks.code;
import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Every member that a request of EKS can have by the service's model: each is taken or refused, and none is dropped. */
class RequestMembersTest {

    /** By operation, what EKS takes and the fake refuses, with all that is in it; the rest of the model is taken. */
    private static final Map<String, Set<String>> REFUSED = Map.of(
            "ListClusters", Set.of("include"),
            "ListUpdates", Set.of("capabilityName"),
            "DescribeUpdate", Set.of("capabilityName"),
            "UpdateClusterVersion", Set.of("rollbackConfig"),
            "UpdateClusterConfig", Set.of("kubeApiServerConfig", "kubeControllerManagerConfig", "kubeSchedulerConfig"));

    private final RawEks eks = new RawEks();

    /** An operation with one member of its requests, in a request that has nothing else. */
    private record Member(String operation, String method, String path, String name, String query, String body) {

        Response send(RawEks eks) {
            return eks.send(method, path.replaceAll("\\{[^}]*}", "prod") + query, body.getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return operation + " " + name;
        }
    }

    /** A member of the model, at any depth: a value of its type, put where it belongs. */
    private record Place(String path, SdkField<?> field, UnaryOperator<JsonElement> body) {

        Stream<Place> withInner() {
            boolean list = field.marshallingType() == MarshallingType.LIST;
            SdkField<?> item = list ? field.getTrait(ListTrait.class).memberFieldInfo() : field;
            if (item.marshallingType() != MarshallingType.SDK_POJO) {
                return Stream.of(this);
            }
            return Stream.concat(
                    Stream.of(this),
                    item.constructor().get().sdkFields().stream()
                            .flatMap(inner -> inner(list, inner).withInner()));
        }

        private Place inner(boolean list, SdkField<?> inner) {
            return new Place(path + "." + inner.locationName(), inner, value -> {
                JsonElement object = object(inner, value);
                return body.apply(list ? list(object) : object);
            });
        }

        static JsonObject object(SdkField<?> member, JsonElement value) {
            JsonObject object = new JsonObject();
            object.add(member.locationName(), value);
            return object;
        }

        static JsonArray list(JsonElement item) {
            JsonArray list = new JsonArray();
            list.add(item);
            return list;
        }
    }

    private static List<String[]> operations() throws IOException {
        try (InputStream table = requireNonNull(RawEks.class.getResourceAsStream("message/eks-operations.txt"))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .toList();
        }
    }

    private static SdkPojo request(String operation) {
        try {
            Object builder = Class.forName("software.amazon.awssdk.services.eks.model." + operation + "Request")
                    .getMethod("builder")
                    .invoke(null);
            return (SdkPojo) builder;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The SDK has no request of " + operation, e);
        }
    }

    private static Stream<Place> places(String operation) {
        return request(operation).sdkFields().stream()
                .filter(field -> field.location() != MarshallLocation.PATH)
                .flatMap(field ->
                        new Place(field.locationName(), field, value -> Place.object(field, value)).withInner());
    }

    private static JsonElement sample(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.BOOLEAN) {
            return new JsonPrimitive(true);
        }
        if (type == MarshallingType.INTEGER || type == MarshallingType.LONG || type == MarshallingType.INSTANT) {
            return new JsonPrimitive(1);
        }
        if (type == MarshallingType.LIST) {
            return Place.list(sample(field.getTrait(ListTrait.class).memberFieldInfo()));
        }
        if (type == MarshallingType.MAP) {
            JsonObject map = new JsonObject();
            map.add("key", sample(field.getTrait(MapTrait.class).valueFieldInfo()));
            return map;
        }
        return type == MarshallingType.SDK_POJO ? new JsonObject() : new JsonPrimitive("text");
    }

    static Stream<Member> members() throws IOException {
        return operations().stream()
                .filter(operation -> EksProtocol.plays(operation[2]))
                .flatMap(operation -> places(operation[2]).map(place -> member(operation, place)));
    }

    private static Member member(String[] operation, Place place) {
        boolean inQuery = place.field().location() == MarshallLocation.QUERY_PARAM;
        return new Member(
                operation[2],
                operation[0],
                operation[1],
                place.path(),
                inQuery ? "?" + place.path() + "=1" : "",
                inQuery ? "" : place.body().apply(sample(place.field())).toString());
    }

    /** The lines of the table, by the SDK. */
    static List<String> lines() throws IOException {
        return operations().stream()
                .map(operation -> Stream.concat(
                                Stream.of(operation[2]),
                                places(operation[2]).map(Place::path).sorted())
                        .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    @Test
    void table_isTheModelOfTheSdk() throws IOException {
        try (InputStream table = requireNonNull(RequestMembers.class.getResourceAsStream("eks-request-members.txt"))) {
            assertThat(new String(table.readAllBytes(), UTF_8).lines()).containsExactlyElementsOf(lines());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void member_ofTheModel_isTakenOrRefusedByName(Member member) {
        Response response = member.send(eks);

        String outermost = member.name().split("\\.", -1)[0];
        if (REFUSED.getOrDefault(member.operation(), Set.of()).contains(outermost)) {
            assertThat(code(response)).as(RawEks.text(response)).isEqualTo("NotPlayedByFakeException");
            assertThat(json(response).get("message").getAsString()).contains(outermost);
        } else {
            assertThat(code(response)).as(RawEks.text(response)).isNotEqualTo("NotPlayedByFakeException");
        }
    }

    @Test
    @UnverifiedAnswer("unknown-members")
    void member_thatNoModelKnows_isRefusedAndNothingIsDone() {
        String path = "/clusters/prod/access-entries";
        String role = "arn:aws:iam::111122223333:role/dev";

        Response refused = eks.post(path, "{\"principalArn\":\"" + role + "\",\"kubernetesGroup\":[\"devs\"]}");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(json(refused).get("message").getAsString())
                .isEqualTo("The fake EKS does not play CreateAccessEntry with [kubernetesGroup]; it knows of no such"
                        + " member: check the spelling, and if EKS has got it since, look for a later version of the"
                        + " fake");
        assertThat(RawEks.text(eks.get(path))).isEqualTo("{\"accessEntries\":[]}");
    }

    @Test
    void parameterOfTheQuery_thatNobodyReads_isRefused_andAPresignedRequestIsNot() {
        assertThat(code(eks.get("/clusters?maxResult=5"))).isEqualTo("NotPlayedByFakeException");
        assertThat(eks.get("/clusters?maxResults=5&X-Amz-Expires=60").status()).isEqualTo(200);
        assertThat(code(eks.send("DELETE", "/tags/arn?tagKey=a", new byte[0]))).isEqualTo("NotPlayedByFakeException");
    }
}
