package io.github.accessentries.testkit.internal.wire.query;

import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Every parameter that calls of STS and IAM can have by the services' own models: each is taken or refused by name. */
class QueryParametersTest {

    private static final Map<String, List<String>> PLAYED = Map.of(
            "sts 2011-06-15",
            List.of(
                    "AssumeRole",
                    "AssumeRoleWithWebIdentity",
                    "GetAccessKeyInfo",
                    "GetCallerIdentity",
                    "GetSessionToken"),
            "iam 2010-05-08",
            List.of(
                    "AttachRolePolicy",
                    "CreateOpenIdConnectProvider",
                    "CreateRole",
                    "DeleteOpenIdConnectProvider",
                    "DeleteRole",
                    "DetachRolePolicy",
                    "GetOpenIdConnectProvider",
                    "GetRole",
                    "GetUser",
                    "ListAttachedRolePolicies",
                    "ListInstanceProfilesForRole",
                    "ListOpenIdConnectProviders",
                    "ListRolePolicies",
                    "ListRoleTags",
                    "ListRoles",
                    "TagRole",
                    "UntagRole",
                    "UpdateAssumeRolePolicy",
                    "UpdateRole"));

    private static final Map<String, Set<String>> REFUSED = Map.of(
            "AssumeRole", Set.of("Policy", "PolicyArns", "ProvidedContexts", "MinimumSessionTokenSize"),
            "AssumeRoleWithWebIdentity", Set.of("Policy", "PolicyArns", "ProviderId", "MinimumSessionTokenSize"),
            "GetSessionToken", Set.of("MinimumSessionTokenSize"));

    private final RawEks services = new RawEks();

    /** One parameter, with whatever else the call needs to be read as far as this. */
    private record Call(String operation, String version, String parameter, String query) {
        @Override
        public String toString() {
            return operation + " " + parameter;
        }
    }

    static List<Call> calls() throws ReflectiveOperationException {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, List<String>> service : PLAYED.entrySet()) {
            String[] name = service.getKey().split(" ", -1);
            for (String operation : service.getValue()) {
                SdkPojo request = (SdkPojo)
                        Class.forName("software.amazon.awssdk.services." + name[0] + ".model." + operation + "Request")
                                .getMethod("builder")
                                .invoke(null);
                StringBuilder all = new StringBuilder();
                for (SdkField<?> field : request.sdkFields()) {
                    if (!field.locationName().equals("Marker") && isTaken(operation, field)) {
                        all.append('&').append(sample(field));
                    }
                }
                for (SdkField<?> field : request.sdkFields()) {
                    calls.add(new Call(
                            operation.replace("OpenId", "OpenID"),
                            name[1],
                            field.locationName(),
                            isTaken(operation, field) ? all.toString() : all + "&" + sample(field)));
                }
            }
        }
        return calls;
    }

    private static boolean isTaken(String operation, SdkField<?> field) {
        return !REFUSED.getOrDefault(operation, Set.of()).contains(field.locationName());
    }

    private static String sample(SdkField<?> field) {
        String name = field.locationName();
        if (field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            return item.marshallingType() == MarshallingType.SDK_POJO
                    ? item.constructor().get().sdkFields().stream()
                            .map(inner -> name + ".member.1." + inner.locationName() + "=a")
                            .reduce((one, other) -> one + "&" + other)
                            .orElseThrow()
                    : name + ".member.1=a";
        }
        if (field.marshallingType() == MarshallingType.INTEGER) {
            return name + "=900";
        }
        return name
                + (name.endsWith("Document")
                        ? "=%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22*%22%2C%22Action%22%3A%22*%22%7D%7D"
                        : "=aa");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void parameter_ofTheModel_isTakenOrRefusedByName(Call call) {
        Response response = services.get("/?Action=" + call.operation() + "&Version=" + call.version() + call.query());

        if (REFUSED.getOrDefault(call.operation(), Set.of()).contains(call.parameter())) {
            assertThat(text(response))
                    .contains("does not play " + call.operation() + " with [" + call.parameter() + "]; it would drop");
        } else {
            assertThat(text(response)).doesNotContain("NotPlayedByFake");
        }
    }

    @Test
    void parameter_thatNoModelKnows_isRefusedAndNothingIsDone() {
        Response refused =
                services.get("/?Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::111122223333:role/dev"
                        + "&RoleSessionName=ana&Duration=900");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(text(refused))
                .contains("The fake STS does not play AssumeRole with [Duration]; it knows of no such parameter");
    }
}
