package io.github.accessentries.testkit.internal.sdk;

import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.sts.Sts;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Sessions of a role under one name, one after the other. */
public final class SessionCredentials implements AwsCredentialsProvider {

    private final Iam iam;
    private final Clock clock;
    private final StoredPrincipal role;
    private final String name;
    private AccessKey session;

    /** Starts the first session of a role. */
    public SessionCredentials(Iam iam, Clock clock, StoredPrincipal role, String name) {
        if (!Sts.canName(name)) {
            throw new IllegalArgumentException("Session name \"" + name
                    + "\" is not one that STS accepts; use 2 to 64 letters, digits and any of _+=,.@-");
        }
        this.iam = iam;
        this.clock = clock;
        this.role = role;
        this.name = name;
        this.session = iam.newSession(role, name);
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (session.hasEnded(clock.instant())) {
            session = iam.newSession(role, name);
        }
        return AwsSessionCredentials.create(
                session.accessKeyId(),
                session.secretAccessKey(),
                session.sessionToken().orElseThrow());
    }

    /** Whose session this is; nothing secret. */
    @Override
    public String toString() {
        return "session " + name + " of " + role.arn();
    }
}
