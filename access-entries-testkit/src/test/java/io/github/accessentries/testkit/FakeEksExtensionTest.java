package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeEksExtension.class)
class FakeEksExtensionTest {

    private static final Set<FakeEks> SEEN = new HashSet<>();
    private static final Set<Integer> PORTS = new HashSet<>();

    @BeforeEach
    void prepare(FakeEks fake) {
        fake.createCluster("prod");
    }

    @RepeatedTest(3)
    void test_getsTheFakeOfItsBeforeEach_andNobodyElses(FakeEks fake) throws IOException {
        assertThat(SEEN.add(fake)).as("a fake of its own").isTrue();
        assertThat(PORTS)
                .allSatisfy(port -> assertThatThrownBy(() -> connect(port))
                        .as("the server of an earlier test is closed with its fake")
                        .isInstanceOf(ConnectException.class));
        int port = fake.serve().endpoint().getPort();
        connect(port);
        assertThat(fake.eksClient().listClusters().clusters()).isEqualTo(List.of("prod"));
        PORTS.add(port);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @AfterAll
    static void forget() {
        SEEN.clear();
        PORTS.clear();
    }
}
