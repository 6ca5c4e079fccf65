package io.github.accessentries.testkit.internal.service.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster runs on, which decides whether it has access entries and whether its authentication mode can change.
 *
 * @param kubernetesVersion for example {@code 1.34}
 * @param platformVersion for example {@code eks.1}
 */
public record Platform(String kubernetesVersion, String platformVersion) {

    private static final Pattern KUBERNETES = Pattern.compile("1\\.(?<number>[0-9]{1,3})");
    private static final Pattern EKS = Pattern.compile("eks\\.(?<number>[1-9][0-9]{0,5})");
    private static final String FIRST = "eks.1";
    private static final Properties MINIMUM = minimum();
    private static final int NEWEST_WITH_MINIMUM = MINIMUM.stringPropertyNames().stream()
            .mapToInt(version -> number(KUBERNETES, version))
            .max()
            .orElseThrow();

    /** What clusters run on by default. */
    public static final Platform DEFAULT = new Platform("1.34", FIRST);

    /**
     * Checks the two versions.
     *
     * @param kubernetesVersion for example {@code 1.34}
     * @param platformVersion for example {@code eks.1}
     * @throws IllegalArgumentException if one does not have the form of the examples; clusters on Outposts, whose
     *     platform versions have another form, are not played
     */
    public Platform {
        if (!KUBERNETES.matcher(kubernetesVersion).matches()) {
            throw new IllegalArgumentException(
                    "Kubernetes version \"" + kubernetesVersion + "\" does not have the form 1.34");
        }
        if (!EKS.matcher(platformVersion).matches()) {
            throw new IllegalArgumentException(
                    "Platform version \"" + platformVersion + "\" does not have the form eks.1");
        }
    }

    private static Properties minimum() {
        try (InputStream table =
                Objects.requireNonNull(Platform.class.getResourceAsStream("minimum-platform-versions.properties"))) {
            Properties minimum = new Properties();
            minimum.load(table);
            return minimum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first platform version of a Kubernetes version that has access entries. */
    public static Optional<Platform> withEntries(String kubernetesVersion) {
        if (!KUBERNETES.matcher(kubernetesVersion).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Platform(kubernetesVersion, MINIMUM.getProperty(kubernetesVersion, FIRST)))
                .filter(Platform::hasEntries);
    }

    /**
     * Whether clusters on it can have access entries at all.
     *
     * @return {@code true} from the minimum platform version on
     */
    public boolean hasEntries() {
        String minimum = MINIMUM.getProperty(kubernetesVersion);
        if (minimum == null) {
            return number(KUBERNETES, kubernetesVersion) > NEWEST_WITH_MINIMUM;
        }
        return number(EKS, platformVersion) >= number(EKS, minimum);
    }

    /** Whether a version of Kubernetes is at most another one; what is none is not. */
    public static boolean isNotAfter(String version, String other) {
        return KUBERNETES.matcher(version).matches()
                && KUBERNETES.matcher(other).matches()
                && number(KUBERNETES, version) <= number(KUBERNETES, other);
    }

    /** Whether a cluster goes from another platform to this one in one step: to the next version of Kubernetes. */
    public boolean isNextAfter(Platform before) {
        return number(KUBERNETES, kubernetesVersion) == number(KUBERNETES, before.kubernetesVersion) + 1;
    }

    private static int number(Pattern form, String version) {
        Matcher matcher = form.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalStateException(version + " does not have the form " + form);
        }
        return Integer.parseInt(matcher.group("number"));
    }
}
