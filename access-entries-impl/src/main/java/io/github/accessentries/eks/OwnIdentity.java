package io.github.accessentries.eks;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Who this process is, as STS tells. It is asked when somebody wants to know, until it has answered once: the credentials of a
 * process do not become those of another principal. Thread-safe.
 */
final class OwnIdentity implements Supplier<Optional<String>> {

    private static final Logger LOG = LoggerFactory.getLogger(OwnIdentity.class);

    private final Supplier<StsClient> clients;
    private volatile @Nullable String known;

    /**
     * Asks nothing yet.
     *
     * @param clients makes a client, which is closed after the question
     */
    OwnIdentity(Supplier<StsClient> clients) {
        this.clients = clients;
    }

    /** The ARN of the caller, empty if STS could not be asked. */
    @Override
    public Optional<String> get() {
        if (known == null) {
            try (StsClient sts = clients.get()) {
                known = sts.getCallerIdentity().arn();
            } catch (SdkException e) {
                LOG.warn("The caller is unknown, because STS could not be asked who it is: {}", e.getMessage());
            }
        }
        return Optional.ofNullable(known);
    }
}
