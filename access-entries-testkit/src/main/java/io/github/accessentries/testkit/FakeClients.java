package io.github.accessentries.testkit;

import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.testkit.internal.sdk.SdkClients;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.token.FakeTokenVerifier;
import io.github.accessentries.testkit.internal.token.ServedAddresses;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one fake: those it hands out, and those it uses itself, which are made on first use. Closes them all.
 * Thread-safe.
 */
final class FakeClients implements AutoCloseable {

    private final Wire services;
    private final ServedAddresses served;
    private final RegionOfAccount home;
    private final Clock clock;
    private final AnsweringThreads threads = new AnsweringThreads();
    private final SdkClients clients;
    private final Queue<SdkAutoCloseable> opened = new ConcurrentLinkedQueue<>();
    private @Nullable EksClient seededClient;
    private @Nullable EksClient ownClient;
    private @Nullable TokenVerifier tokenVerifier;

    /** Over the wire for everybody, and straight to the services for the fake's own requests. */
    FakeClients(Wire wire, Wire services, ServedAddresses served, RegionOfAccount home, Clock clock) {
        this.services = services;
        this.served = served;
        this.home = home;
        this.clock = clock;
        this.clients = new SdkClients(wire, region(), clock, threads.executor());
    }

    private Region region() {
        return Region.of(home.region());
    }

    EksClient eks(AwsCredentialsProvider credentials) {
        return closeAlong(clients.eks(credentials));
    }

    EksAsyncClient eksAsync(AwsCredentialsProvider credentials) {
        return closeAlong(clients.eksAsync(credentials));
    }

    StsClient sts(AwsCredentialsProvider credentials) {
        return closeAlong(clients.sts(credentials));
    }

    /** Where asynchronous calls are answered, also those of clients that users build. */
    ExecutorService threads() {
        return threads.executor();
    }

    /** For calls made as the seeded user on behalf of a test: ordinary calls. */
    synchronized EksClient seeded() {
        if (seededClient == null) {
            seededClient = eks(SeededUser.credentials());
        }
        return seededClient;
    }

    /** For the questions of assertions, which meet no faults and leave no record. */
    synchronized EksClient own() {
        if (ownClient == null) {
            ownClient = closeAlong(
                    new SdkClients(services, region(), clock, threads.executor()).eks(SeededUser.credentials()));
        }
        return ownClient;
    }

    /** Asks the fake's STS, likewise without faults or records. */
    synchronized TokenVerifier tokenVerifier() {
        if (tokenVerifier == null) {
            FakeTokenVerifier verifier = new FakeTokenVerifier(home.partition(), services, served, clock);
            closeAlong(verifier::close);
            tokenVerifier = verifier;
        }
        return tokenVerifier;
    }

    /** Registers something to be closed together with the fake. */
    <T extends SdkAutoCloseable> T closeAlong(T client) {
        opened.add(client);
        return client;
    }

    /** The threads first: calls under way then end, while their clients can still say so. */
    @Override
    public void close() {
        threads.close();
        for (SdkAutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
            next.close();
        }
    }
}
