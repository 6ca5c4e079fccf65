package io.github.accessentries.internal.calls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first platform version of each Kubernetes version that has access entries (EKS User Guide, prerequisites for
 * access entries).
 */
final class MinimumPlatform {

    private static final Pattern KUBERNETES = Pattern.compile("1\\.(?<number>[0-9]{1,3})");
    private static final Pattern PLATFORM = Pattern.compile("eks\\.(?<number>[0-9]{1,6})");
    private static final int OLDEST = 23;

    private MinimumPlatform() {}

    /** Versions that cannot be read do not count as too old; EKS decides about those. */
    static boolean isTooOld(String kubernetesVersion, String platformVersion) {
        Matcher kubernetes = KUBERNETES.matcher(kubernetesVersion);
        Matcher platform = PLATFORM.matcher(platformVersion);
        if (!kubernetes.matches() || !platform.matches()) {
            return false;
        }
        if (number(kubernetes) < OLDEST) {
            return true;
        }
        Matcher minimum = PLATFORM.matcher(table().getProperty(kubernetesVersion, ""));
        return minimum.matches() && number(platform) < number(minimum);
    }

    private static int number(Matcher matcher) {
        return Integer.parseInt(matcher.group("number"));
    }

    private static Properties table() {
        try (InputStream file =
                requireNonNull(MinimumPlatform.class.getResourceAsStream("minimum-platform-versions.properties"))) {
            Properties table = new Properties();
            table.load(file);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
