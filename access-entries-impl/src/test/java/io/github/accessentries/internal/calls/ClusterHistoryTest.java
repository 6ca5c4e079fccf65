package io.github.accessentries.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What EKS tells of a cluster's past, also where it tells less than it should. */
class ClusterHistoryTest {

    private static ClusterCalls answering(Function<SdkHttpRequest, String> body) {
        return ClusterCalls.of(new AnsweringEks(body).client(), "prod", RateLimit.none());
    }

    private static String update(String id, String type, String mode, long second) {
        return "{\"update\":{\"id\":\"" + id + "\",\"status\":\"Successful\",\"type\":\"" + type
                + "\",\"params\":[{\"type\":\"AuthenticationMode\",\"value\":\"\\\"" + mode
                + "\\\"\"}],\"createdAt\":" + second + ",\"errors\":[]}}";
    }

    @Test
    void modeUpdates_areThoseOfTheMode_theOldestFirst() {
        List<ModeUpdate> updates = answering(request -> {
                    String path = request.encodedPath();
                    if (path.endsWith("/updates")) {
                        return request.rawQueryParameters().containsKey("nextToken")
                                ? "{\"updateIds\":[\"c\"]}"
                                : "{\"updateIds\":[\"a\",\"b\"],\"nextToken\":\"more\"}";
                    }
                    return switch (path.substring(path.length() - 1)) {
                        case "a" -> update("a", "AccessConfigUpdate", "API", 2000);
                        case "b" -> update("b", "EndpointAccessUpdate", "API", 1500);
                        default -> update("c", "AccessConfigUpdate", "API_AND_CONFIG_MAP", 1000);
                    };
                })
                .modeUpdates();

        assertThat(updates)
                .extracting(ModeUpdate::target)
                .containsExactly(AuthenticationMode.API_AND_CONFIG_MAP, AuthenticationMode.API);
        assertThat(updates.get(0).begunAt()).isEqualTo(Instant.ofEpochSecond(1000));
    }

    @Test
    void modeUpdate_withoutItsTimeOrItsMode_isNotGuessed() {
        assertThat(answering(request -> request.encodedPath().endsWith("/updates")
                                ? "{\"updateIds\":[\"a\"]}"
                                : "{\"update\":{\"id\":\"a\",\"type\":\"AccessConfigUpdate\"}}")
                        .modeUpdates())
                .isEmpty();
        assertThat(answering(request -> request.encodedPath().endsWith("/updates")
                                ? "{\"updateIds\":[\"a\"]}"
                                : "{\"update\":{\"id\":\"a\",\"type\":\"AccessConfigUpdate\",\"createdAt\":7}}")
                        .modeUpdates())
                .extracting(ModeUpdate::target)
                .containsExactly(AuthenticationMode.UNKNOWN);
    }

    @Test
    void updates_thatNeverEnd_andListsThatAreMissing_areFaults() {
        assertThatThrownBy(answering(request -> "{\"updateIds\":[],\"nextToken\":\"same\"}")::modeUpdates)
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("same nextToken twice");
        assertThatThrownBy(answering(request -> "{}")::modeUpdates)
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("updateIds");
    }

    @Test
    void cluster_ofWhichLittleIsTold_hasNothingInvented() {
        ClusterDescription told =
                answering(request -> "{\"cluster\":{\"name\":\"prod\"}}").describe();

        assertThat(told.status()).isEmpty();
        assertThat(told.createdAt()).isEmpty();
        assertThat(told.creatorIsAdministrator()).isEmpty();
        assertThat(told.endpoint()).isEmpty();
        assertThat(told.region()).isEmpty();
        assertThat(told.facts().mode()).isEqualTo(AuthenticationMode.UNKNOWN);
        assertThatThrownBy(answering(request -> "{}")::describe).isInstanceOf(AccessEntriesException.class);
    }
}
