package io.github.accessentries.eks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who a process is, and that not knowing it stops nothing. */
class OwnIdentityTest {

    private static final String ARN = "arn:aws:sts::111122223333:assumed-role/deployer/ci";

    private final AtomicInteger asked = new AtomicInteger();
    private boolean unwell;

    private final OwnIdentity identity = new OwnIdentity(() -> new StsClient() {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            asked.incrementAndGet();
            if (unwell) {
                throw SdkClientException.create("no credentials");
            }
            return GetCallerIdentityResponse.builder().arn(ARN).build();
        }

        @Override
        public String serviceName() {
            return "sts";
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    });

    @Test
    void sts_isAskedOnce() {
        assertThat(asked).hasValue(0);
        assertThat(identity.get()).contains(ARN);
        assertThat(identity.get()).contains(ARN);
        assertThat(asked).hasValue(1);
    }

    @Test
    void stsThatDoesNotAnswer_leavesTheCallerUnknown_andIsAskedAgain() {
        unwell = true;
        assertThat(identity.get()).isEmpty();
        unwell = false;
        assertThat(identity.get()).contains(ARN);
    }

    @Test
    void clientThatCannotBeMade_leavesTheCallerUnknown() {
        assertThat(new OwnIdentity(() -> {
                            throw SdkClientException.create("no region");
                        })
                        .get())
                .isEmpty();
    }
}
