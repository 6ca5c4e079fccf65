package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.apache5.Apache5SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService;

class DefaultHttpClientTest {

    private final SdkHttpService apache5 = new Apache5SdkHttpService();
    private final SdkHttpService urlConnection = new UrlConnectionSdkHttpService();
    private final SdkHttpService unheardOf = () -> {
        throw new AssertionError("not asked for");
    };

    @Test
    void isOfTheKindThatTheSdkPrefers() {
        assertThat(DefaultHttpClient.choose(List.of(unheardOf, urlConnection, apache5), null))
                .isSameAs(apache5);
        assertThat(DefaultHttpClient.choose(List.of(unheardOf, urlConnection), null))
                .isSameAs(urlConnection);
        assertThat(DefaultHttpClient.choose(List.of(unheardOf), null)).isSameAs(unheardOf);
    }

    @Test
    void isTheOneThatTheApplicationNames() {
        assertThat(DefaultHttpClient.choose(
                        List.of(apache5, urlConnection), UrlConnectionSdkHttpService.class.getName()))
                .isSameAs(urlConnection);
    }

    @Test
    void saysWhatToDoWhereTheOneThatIsNamedIsMissing() {
        assertThatThrownBy(() -> DefaultHttpClient.choose(List.of(apache5), "org.example.Http"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "software.amazon.awssdk.http.service.impl",
                        "org.example.Http",
                        Apache5SdkHttpService.class.getName(),
                        "httpClient()");
    }

    @Test
    void saysWhatToDoWhereThereIsNone() {
        assertThatThrownBy(() -> DefaultHttpClient.choose(List.of(), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("software.amazon.awssdk:apache5-client", "httpClient()");
    }

    @Test
    void isMadeOfWhatIsOnTheClassPath() {
        try (SdkHttpClient client = DefaultHttpClient.create(Duration.ofSeconds(1), 3)) {
            assertThat(client.clientName()).isEqualTo("Apache5");
        }
    }
}
