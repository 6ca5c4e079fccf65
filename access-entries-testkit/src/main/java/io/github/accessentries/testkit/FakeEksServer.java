package io.github.accessentries.testkit;

import io.github.accessentries.testkit.internal.wire.transport.HttpWireServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@link FakeEks} on a port, usually of the loopback interface, for the AWS CLI, boto3, Terraform and anything else that talks
 * to EKS and STS. Both services are at the same address:
 *
 * <pre>{@code
 * export AWS_ENDPOINT_URL=http://127.0.0.1:40123 AWS_REGION=us-west-2
 * export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
 * aws eks list-access-entries --cluster-name prod
 * }</pre>
 *
 * <p>Below {@code /_fake} at the same address, tests in any language control the fake with JSON and without signatures:
 *
 * <table>
 *   <caption>Control calls</caption>
 *   <tr><th scope="col">call</th><th scope="col">body or query</th><th scope="col">answer</th></tr>
 *   <tr><td>{@code GET health}, {@code HEAD health}</td><td></td><td>200 {@code {"status":"ok"}}</td></tr>
 *   <tr><td>{@code POST reset}</td><td></td><td>200; everything is back to {@link FakeEks#reset() the seed}</td></tr>
 *   <tr><td>{@code POST iam/principals}</td><td>{@code {"arn":…,"sessionName":…}}, the name for roles only</td><td>201
 *     {@code {"arn","principalId","accessKeyId","secretAccessKey"}}, for a session of a role also
 *     {@code "sessionToken"}; the same again until they end</td></tr>
 *   <tr><td>{@code DELETE iam/principals}</td><td>{@code arn=…}</td><td>200 {@code {"deleted":true}}, {@code false} if
 *     there was none</td></tr>
 *   <tr><td>{@code POST clock}</td><td>{@code {"advanceSeconds":15}}</td><td>200 {@code {"now":…}} in seconds since
 *     1970</td></tr>
 *   <tr><td>{@code POST consistency}</td><td>{@code {"iamSeconds":15,"entrySeconds":10}}, zero where left out</td><td>200,
 *     see {@link FakeEks#consistency}</td></tr>
 *   <tr><td>{@code POST ec2/instances}</td><td>{@code {"instanceId":…,"privateDnsName":…}}</td><td>201, see
 *     {@link FakeEks#ec2Instance}</td></tr>
 *   <tr><td>{@code POST faults}</td><td>{@code {"operation":…,"error":…,"status":…,"delayMillis":…,"cutConnection":true,
 *     "afterChange":true,"times":…}}, once where {@code times} is left out; {@code "verb":…,"resource":…} in place of {@code operation}
 *     for calls to clusters' own APIs, with a reason of Kubernetes as {@code error}</td><td>201, see {@link Faults}</td></tr>
 *   <tr><td>{@code DELETE faults}</td><td></td><td>200; no fault is left</td></tr>
 *   <tr><td>{@code POST iam/denials}</td><td>{@code {"arn":…,"actions":["eks:CreateAccessEntry"]}}</td><td>201, see
 *     {@link FakeIam#deny}</td></tr>
 *   <tr><td>{@code DELETE iam/denials}</td><td></td><td>200; nothing is denied</td></tr>
 *   <tr><td>{@code GET events}</td><td></td><td>200 {@code {"events":[…]}}, see {@link FakeEks#calls}</td></tr>
 *   <tr><td>{@code PUT clusters/NAME/platform}</td><td>{@code {"kubernetesVersion":…,"platformVersion":…}}</td><td>200, see
 *     {@link FakeCluster#platform}</td></tr>
 *   <tr><td>{@code GET clusters/NAME/settle}</td><td></td><td>200, see {@link FakeCluster#settle}</td></tr>
 *   <tr><td>{@code PUT clusters/NAME/rbac}</td><td>RBAC objects in YAML or JSON</td><td>200 {@code {"faults":[…]}}, what was
 *     passed over; see {@link FakeCluster#rbac}</td></tr>
 *   <tr><td>{@code PUT clusters/NAME/aws-auth}</td><td>the ConfigMap in YAML or JSON</td><td>200 {@code {"faults":[…]}}; see
 *     {@link FakeCluster#awsAuth}</td></tr>
 *   <tr><td>{@code GET clusters/NAME/calls}</td><td></td><td>200 {@code {"calls":[…]}}, each with the members of a
 *     {@link io.github.accessentries.testkit.trail.KubernetesCall}; see {@link FakeCluster#calls}</td></tr>
 *   <tr><td>{@code POST clusters/NAME/authenticate}</td><td>a TokenReview</td><td>its answer, see
 *     {@link FakeCluster#authenticator}</td></tr>
 *   <tr><td>{@code POST clusters/NAME/authorize}</td><td>a SubjectAccessReview</td><td>its answer, see
 *     {@link FakeCluster#authorizer}</td></tr>
 * </table>
 *
 * <p>Web pages are kept out: a control call with an {@code Origin} header, or under a {@code Host} that is none of
 * {@code localhost}, {@code 127.0.0.1} and {@code [::1]}, is refused with 403.
 *
 * <p>A malformed call is refused with 400, an unknown one with 404, a wrong method with 405, one that conflicts with
 * the current state with 409, and a body of more than a mebibyte with 413, each with a {@code "message"}.
 *
 * <p>What is not HTTP is refused by the JDK's server itself: an unreadable head with a plain 400, more than 200 headers
 * or an endless one ({@code sun.net.httpserver.maxReqHeaders}, {@code sun.net.httpserver.maxReqHeaderSize}) by closing
 * the connection. A client that never ends its request occupies one thread, and delays nobody else, until it hangs up;
 * the JDK's {@code sun.net.httpserver.maxReqTime} bounds that.
 *
 * <p>It speaks plain HTTP/1.1. The first server of a JVM sets those of the system properties
 * {@code sun.net.httpserver.nodelay}, {@code maxIdleConnections} and {@code idleInterval} that are unset, since the JDK's
 * server would otherwise take 40 ms per answer, and close connections that many clients keep idle.
 */
public final class FakeEksServer implements AutoCloseable {

    private final HttpWireServer server;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    FakeEksServer(HttpWireServer server, Runnable afterwards) {
        this.server = server;
        this.afterwards = afterwards;
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
        if (!closed.getAndSet(true)) {
            afterwards.run();
        }
    }
}
