package io.github.accessentries.testkit;

import java.lang.reflect.Parameter;
import java.util.NoSuchElementException;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What tests can be given of a fake, by the type of their parameter. */
final class TestParameters {

    /** By name, since whoever does not use it need not have it. */
    private static final String API_CLIENT = "io.kubernetes.client.openapi.ApiClient";

    private TestParameters() {}

    /** Whether a parameter is one of these. */
    static boolean knows(Parameter parameter) {
        Class<?> type = parameter.getType();
        return type == FakeEks.class
                || type == EksClient.class
                || type == EksAsyncClient.class
                || type == StsClient.class
                || type == FakeCluster.class
                || (type.getName().equals(API_CLIENT) && parameter.isAnnotationPresent(InCluster.class));
    }

    /**
     * What a parameter gets.
     *
     * @throws IllegalArgumentException if the parameter does not say enough
     */
    static Object of(FakeEks eks, Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == FakeEks.class) {
            return eks;
        }
        if (type == EksClient.class) {
            return eks.eksClient();
        }
        if (type == EksAsyncClient.class) {
            return eks.eksAsyncClient();
        }
        if (type == StsClient.class) {
            return eks.stsClient();
        }
        InCluster place = parameter.getAnnotation(InCluster.class);
        if (place == null) {
            throw new IllegalArgumentException("Parameter " + parameter
                    + " does not say which cluster it is about; annotate it with @InCluster(\"prod\")");
        }
        FakeCluster cluster = cluster(eks, place.value());
        return type == FakeCluster.class ? cluster : cluster.apiClient(principal(eks, place, parameter));
    }

    private static FakeCluster cluster(FakeEks eks, String name) {
        synchronized (eks) {
            try {
                return eks.cluster(name);
            } catch (NoSuchElementException none) {
                return eks.createCluster(name);
            }
        }
    }

    private static FakePrincipal principal(FakeEks eks, InCluster place, Parameter parameter) {
        if (place.role().isEmpty() == place.user().isEmpty()) {
            throw new IllegalArgumentException(
                    "Parameter " + parameter + " does not say as whom the client calls; name a"
                            + " role or a user, as in @InCluster(value = \"" + place.value() + "\", role = \"dev\")");
        }
        return place.role().isEmpty() ? eks.iam().user(place.user()) : eks.iam().role(place.role());
    }
}
