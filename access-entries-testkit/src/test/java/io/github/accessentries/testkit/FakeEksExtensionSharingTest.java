package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Which tests share a fake, seen in sample classes whose tests run in parallel. */
class FakeEksExtensionSharingTest {

    /** The fakes that the parts of the sample under test were given. */
    private static final Queue<FakeEks> GIVEN = new ConcurrentLinkedQueue<>();

    private static final Queue<Integer> PORTS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    @AfterEach
    void forget() {
        GIVEN.clear();
        PORTS.clear();
    }

    private static Events run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .selectors(selectClass(sample))
                .execute()
                .testEvents();
    }

    @ExtendWith(FakeEksExtension.class)
    static class PerMethod {
        @BeforeEach
        void prepare(FakeEks fake) {
            fake.createCluster("prod");
        }

        @RepeatedTest(16)
        void test(FakeEks fake) {
            assertThat(fake.eksClient().listClusters().clusters()).containsExactly("prod");
            GIVEN.add(fake);
        }
    }

    @Test
    void methods_inParallel_haveFakesOfTheirOwn() {
        run(PerMethod.class).assertStatistics(tests -> tests.succeeded(16));

        assertThat(Set.copyOf(GIVEN)).hasSize(16);
    }

    @ExtendWith(FakeEksExtension.class)
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClass {
        PerClass(FakeEks fake) {
            GIVEN.add(fake);
        }

        @BeforeAll
        void prepare(FakeEks fake) {
            fake.createCluster("prod");
            GIVEN.add(fake);
        }

        @RepeatedTest(16)
        void test(FakeEks fake) {
            assertThat(fake.eksClient().listClusters().clusters()).containsExactly("prod");
            GIVEN.add(fake);
        }

        @Nested
        class Inner {
            Inner(FakeEks fake) {
                GIVEN.add(fake);
            }

            @Test
            void test(FakeEks fake) {
                GIVEN.add(fake);
            }
        }

        @AfterAll
        void end(FakeEks fake) {
            GIVEN.add(fake);
        }
    }

    @Test
    void classWithOneInstance_sharesOneFake_withItsNestedClassesToo() {
        run(PerClass.class).assertStatistics(tests -> tests.succeeded(17));

        assertThat(GIVEN).hasSize(21);
        assertThat(Set.copyOf(GIVEN)).hasSize(1);
    }

    @ExtendWith(FakeEksExtension.class)
    @TestInstance(Lifecycle.PER_CLASS)
    static class OnlyNestedTestsTakeIt {
        @Nested
        @TestInstance(Lifecycle.PER_CLASS)
        class First {
            @Test
            void test(FakeEks fake) {
                GIVEN.add(fake);
            }
        }

        @Nested
        @TestInstance(Lifecycle.PER_CLASS)
        class Second {
            @RepeatedTest(8)
            void test(FakeEks fake) {
                GIVEN.add(fake);
            }
        }
    }

    @Test
    void outermostClassThatShares_decides_thoughItTakesNoneItself() {
        run(OnlyNestedTestsTakeIt.class).assertStatistics(tests -> tests.succeeded(9));

        assertThat(Set.copyOf(GIVEN)).hasSize(1);
    }

    @ExtendWith(FakeEksExtension.class)
    static class BeforeAllTakesIt {
        @BeforeAll
        static void prepare(FakeEks fake) {
            GIVEN.add(fake);
        }

        @RepeatedTest(16)
        void test(FakeEks fake) {
            GIVEN.add(fake);
        }

        @Nested
        class Inner {
            @Test
            void test(FakeEks fake) {
                GIVEN.add(fake);
            }
        }
    }

    @Test
    void classWhoseBeforeAllTakesTheFake_sharesIt() {
        run(BeforeAllTakesIt.class).assertStatistics(tests -> tests.succeeded(17));

        assertThat(GIVEN).hasSize(18);
        assertThat(Set.copyOf(GIVEN)).hasSize(1);
    }

    @ExtendWith(FakeEksExtension.class)
    static class Outer {
        @Test
        void test(FakeEks fake) {
            GIVEN.add(fake);
        }

        @Nested
        @TestInstance(Lifecycle.PER_CLASS)
        class Inner {
            @RepeatedTest(8)
            void test(FakeEks fake) {
                GIVEN.add(fake);
            }
        }
    }

    @Test
    void nestedClassThatShares_doesNotShareWithTheOuterOne() {
        run(Outer.class).assertStatistics(tests -> tests.succeeded(9));

        assertThat(Set.copyOf(GIVEN)).hasSize(2);
    }

    @ExtendWith(FakeEksExtension.class)
    static class ConstructorTakesIt {
        private final FakeEks given;

        ConstructorTakesIt(FakeEks fake) {
            this.given = fake;
        }

        @RepeatedTest(16)
        void test(FakeEks fake) {
            assertThat(fake).isSameAs(given);
            GIVEN.add(fake);
        }
    }

    @Test
    void constructor_getsTheFakeOfItsTest() {
        run(ConstructorTakesIt.class).assertStatistics(tests -> tests.succeeded(16));

        assertThat(GIVEN).hasSize(16);
        assertThat(Set.copyOf(GIVEN)).hasSize(16);
    }

    @ExtendWith(FakeEksExtension.class)
    static class OuterConstructorTakesIt {
        private final FakeEks outer;

        OuterConstructorTakesIt(FakeEks fake) {
            this.outer = fake;
        }

        @Nested
        class Inner {
            private final FakeEks inner;

            Inner(FakeEks fake) {
                this.inner = fake;
            }

            @RepeatedTest(8)
            void test(FakeEks fake) {
                assertThat(fake).isSameAs(inner).isSameAs(outer);
                GIVEN.add(fake);
            }
        }
    }

    @Test
    void constructorsOfNestedInstances_getTheSameFakeAsTheirTest() {
        run(OuterConstructorTakesIt.class).assertStatistics(tests -> tests.succeeded(8));

        assertThat(Set.copyOf(GIVEN)).hasSize(8);
    }

    @ExtendWith(FakeEksExtension.class)
    static class ConstructorFails {
        ConstructorFails(FakeEks fake) {
            GIVEN.add(fake);
            throw new IllegalStateException("a constructor that fails");
        }

        @RepeatedTest(2)
        void test() {}
    }

    @Test
    void constructorThatFails_leavesItsFakeToNobody() {
        run(ConstructorFails.class).assertStatistics(tests -> tests.failed(2));

        assertThat(Set.copyOf(GIVEN)).hasSize(2);
    }

    @ExtendWith(FakeEksExtension.class)
    @TestInstance(Lifecycle.PER_CLASS)
    static class Served {
        @RepeatedTest(3)
        void test(FakeEks fake) throws Exception {
            int port = fake.serve().endpoint().getPort();
            connect(port);
            PORTS.add(port);
        }
    }

    private static void connect(int port) throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @Test
    void sharedFake_isClosedAfterItsClass() {
        run(Served.class).assertStatistics(tests -> tests.succeeded(3));

        assertThat(PORTS)
                .hasSize(3)
                .allSatisfy(port -> assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class));
    }
}
