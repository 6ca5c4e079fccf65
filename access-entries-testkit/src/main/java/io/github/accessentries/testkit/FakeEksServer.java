package io.github.accessentries.testkit;

import io.github.accessentries.testkit.wire.HttpWireServer;
import java.net.URI;

/**
 * A {@link FakeEks} on a port of the loopback interface, for the AWS CLI, boto3, Terraform and whatever else speaks to
 * EKS and STS. Both services are at the same address:
 *
 * <pre>{@code
 * export AWS_ENDPOINT_URL=http://127.0.0.1:40123 AWS_REGION=us-west-2
 * export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
 * aws eks list-access-entries --cluster-name prod
 * }</pre>
 *
 * <p>It speaks plain HTTP/1.1. Unless the system property {@code sun.net.httpserver.nodelay} is set, the first server of
 * a JVM sets it, since the JDK's server would otherwise take 40 ms for each answer.
 */
public final class FakeEksServer implements AutoCloseable {

    private final HttpWireServer server;

    FakeEksServer(HttpWireServer server) {
        this.server = server;
    }

    /**
     * Where the server is.
     *
     * @return for example {@code http://127.0.0.1:40123}
     */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Stops the server and its threads. The fake itself stays as it is, and may be served again. */
    @Override
    public void close() {
        server.close();
    }
}
