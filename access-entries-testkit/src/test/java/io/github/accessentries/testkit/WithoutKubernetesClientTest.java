package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.Test;

/** The extension's parameters, where nobody has the Kubernetes client. */
class WithoutKubernetesClientTest {

    /** Loads the testkit anew, and knows no Kubernetes client. */
    private static final class Hiding extends ClassLoader {

        Hiding() {
            super(WithoutKubernetesClientTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.kubernetes.") || name.startsWith("okhttp3.")) {
                throw new ClassNotFoundException(name + " is hidden");
            }
            if (!name.startsWith("io.github.accessentries.testkit.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** What is done behind the hiding loader. */
    static final class Sample {
        private Sample() {}

        static void test(@InCluster("prod") FakeCluster prod) {}

        static String run() throws NoSuchMethodException {
            Parameter parameter =
                    Sample.class.getDeclaredMethod("test", FakeCluster.class).getParameters()[0];
            try (FakeEks eks = FakeEks.builder().buildForTest()) {
                return TestParameters.knows(parameter) + " " + TestParameters.of(eks, parameter);
            }
        }
    }

    @Test
    void clustersAreGiven_withoutThatLibrary() throws Exception {
        Class<?> sample = new Hiding().loadClass(Sample.class.getName());
        Method run = sample.getDeclaredMethod("run");
        run.setAccessible(true);

        assertThat(sample.getClassLoader()).isInstanceOf(Hiding.class);
        assertThat(run.invoke(null)).isEqualTo("true arn:aws:eks:us-west-2:111122223333:cluster/prod");
    }
}
