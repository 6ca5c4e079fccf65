package io.github.accessentries.testkit.internal.wire.sts;

import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.wire.RawEks;
import io.github.accessentries.testkit.internal.wire.message.Response;
import org.junit.jupiter.api.Test;

/** What clients of the SDK cannot send to STS. */
class StsProtocolTest {

    @Test
    @UnverifiedAnswer("duration-of-a-session")
    void duration_thatIsNoInteger_isMalformedBeforeAllElse() {
        Response response = new RawEks().get("/?Action=AssumeRole&Version=2011-06-15&DurationSeconds=ten");

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response))
                .contains("<Code>MalformedInput</Code>")
                .contains("<Message>DurationSeconds must be an integer</Message>");
    }
}
