package io.github.accessentries.testkit;

import io.github.accessentries.Sleeper;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.testkit.internal.control.ControlWire;
import io.github.accessentries.testkit.internal.controlplane.ControlPlane;
import io.github.accessentries.testkit.internal.controlplane.ControlPlanes;
import io.github.accessentries.testkit.internal.controlplane.KubernetesEndpoint;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.token.ServedAddresses;
import io.github.accessentries.testkit.internal.wire.AwsWire;
import io.github.accessentries.testkit.internal.wire.UntilClosed;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.fault.FaultyWire;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.internal.wire.record.RecordingWire;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.internal.wire.signature.CredentialChecks;
import io.github.accessentries.testkit.internal.wire.transport.HttpWireServer;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The parts of one fake, put together. There are two ways in to the services: the fake's own requests meet no faults
 * and leave no record; everybody else's are recorded and then go through the faults.
 */
final class FakeAws implements AutoCloseable {

    private final RegionOfAccount home;
    private final FakeTime time;
    private final Cloud cloud;
    private final FaultScript faults = new FaultScript();
    private final Trail<RecordedCall> trail = new Trail<>();
    private final Unfinished unfinished = new Unfinished();
    private final UntilClosed services;
    private final ServedAddresses served = new ServedAddresses();
    private final Wire wire;
    private final FakeClients clients;
    private final ControlPlanes controlPlanes;
    private final KubernetesEndpoint kubernetes;

    FakeAws(RegionOfAccount home, Clock clock, EksBehaviour behaviour, boolean strictIam, CredentialChecks checks) {
        this.home = home;
        this.time = FakeTime.of(clock);
        this.cloud = new Cloud(FakeAws::offeredPolicies, behaviour, time, new SplittableRandom(), strictIam);
        this.services = new UntilClosed(new AwsWire(cloud, checks));
        Consumer<Duration> pause = delay -> pause(clock, delay);
        Wire faulty = new FaultyWire(services, faults, pause);
        this.wire = new RecordingWire(faulty, cloud, home, trail);
        this.clients = new FakeClients(wire, services, served, home, time);
        this.controlPlanes = new ControlPlanes(cloud, home, clients::tokenVerifier, faults, pause);
        this.kubernetes = new KubernetesEndpoint(controlPlanes, cloud.endpoints());
    }

    /** Every policy known to exist, even where AWS publishes nothing but its name. */
    private static List<OfferedPolicy> offeredPolicies() {
        return PolicyCatalogue.published().policies().stream()
                .map(known -> new OfferedPolicy(known.policy().name(), known.serviceLinkedOnly()))
                .toList();
    }

    /** How a call waits: on a clock that sleeping moves, it returns at once, at the later time. */
    private static void pause(Clock clock, Duration delay) {
        Sleeper sleeper = clock instanceof Sleeper own ? own : Sleeper.SYSTEM;
        try {
            sleeper.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("Interrupted in a scripted delay of " + delay));
        }
    }

    RegionOfAccount home() {
        return home;
    }

    FakeTime time() {
        return time;
    }

    Cloud cloud() {
        return cloud;
    }

    FaultScript faults() {
        return faults;
    }

    /**
     * Refuses to go on after the end.
     *
     * @throws IllegalStateException if the fake is closed
     */
    void requireOpen() {
        services.requireOpen();
    }

    /** What tests begin on this fake and do not end. */
    Unfinished unfinished() {
        return unfinished;
    }

    Trail<RecordedCall> trail() {
        return trail;
    }

    /** The way in for everybody except the fake itself. */
    Wire wire() {
        return wire;
    }

    FakeClients clients() {
        return clients;
    }

    ControlPlanes controlPlanes() {
        return controlPlanes;
    }

    void makeSeededUser() {
        cloud.iam().addUserKey(seededUser(), SeededUser.NAME, SeededUser.NAME);
    }

    /** Who counts as the creator of whatever a test makes directly. */
    private StoredPrincipal seededUser() {
        return cloud.iam()
                .register(new IamArn(home.partition(), home.account(), IamArn.Kind.USER, "/", SeededUser.NAME));
    }

    ControlPlane createCluster(String name, AccessMode mode) {
        try {
            return controlPlanes.create(name, mode, seededUser());
        } catch (ServiceFault fault) {
            throw new IllegalArgumentException(fault.message(), fault);
        }
    }

    /** Empties everything; what was handed out stays open. */
    void clear() {
        time.reset();
        cloud.clear();
        faults.clear();
        controlPlanes.clear();
    }

    FakeEksServer serve(InetSocketAddress address, int kubernetesPort, Runnable reset) {
        Wire controlled = ControlWire.of(wire, cloud, controlPlanes, faults, trail, time::advance, reset);
        HttpWireServer http = HttpWireServer.start(controlled, address);
        try {
            kubernetes.open(new InetSocketAddress(address.getAddress(), kubernetesPort));
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
        URI endpoint = http.endpoint();
        served.add(endpoint);
        FakeEksServer server = new FakeEksServer(http, () -> {
            served.remove(endpoint);
            kubernetes.close();
        });
        clients.closeAlong(server::close);
        return server;
    }

    @Override
    public void close() {
        services.close();
        controlPlanes.close();
        clients.close();
    }
}
