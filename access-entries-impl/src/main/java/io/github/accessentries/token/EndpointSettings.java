package io.github.accessentries.token;

import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Which of the STS endpoints a process has been told to use, where its code does not say: by a system property of the SDK, by an
 * environment variable or by its profile, the first of them that is set. The last two are what the AWS CLI heeds as well.
 *
 * <p>The CLI takes every other word than {@code true} for {@code false}. Here it is refused, as the SDK's own clients do: who
 * writes {@code 1} wants the endpoint, and would not get it. A variable that is empty is false, as for the CLI; and like there, a
 * profile that is asked for by name has to exist.
 */
final class EndpointSettings {

    private static final String FIPS_PROPERTY = "aws.useFipsEndpoint";
    private static final String FIPS_VARIABLE = "AWS_USE_FIPS_ENDPOINT";
    private static final String DUAL_STACK_PROPERTY = "aws.useDualstackEndpoint";
    private static final String DUAL_STACK_VARIABLE = "AWS_USE_DUALSTACK_ENDPOINT";

    private static final String UNNAMED_PROFILE = "default";

    private final Function<String, Optional<String>> systemProperties;
    private final Function<String, Optional<String>> environment;
    private final Supplier<Optional<Profile>> profile;

    EndpointSettings(
            Function<String, Optional<String>> systemProperties,
            Function<String, Optional<String>> environment,
            Supplier<Optional<Profile>> profile) {
        this.systemProperties = systemProperties;
        this.environment = environment;
        this.profile = profile;
    }

    static EndpointSettings ofProcess() {
        return new EndpointSettings(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)),
                () -> profile(
                        ProfileFile.defaultProfileFile(),
                        ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()));
    }

    /** @throws IllegalStateException if there is no such profile, unless it is the one of those who ask for none */
    static Optional<Profile> profile(ProfileFile files, String name) {
        Optional<Profile> found = files.profile(name);
        if (found.isEmpty() && !name.equals(UNNAMED_PROFILE)) {
            throw new IllegalStateException("There is no profile " + PlainText.quoted(name)
                    + "; set AWS_PROFILE to one that there is, or to none");
        }
        return found;
    }

    /** @throws IllegalStateException if what is set is not a truth value, or the profile cannot be read */
    boolean fips() {
        return find(FIPS_PROPERTY, FIPS_VARIABLE, ProfileProperty.USE_FIPS_ENDPOINT);
    }

    /** @throws IllegalStateException if what is set is not a truth value, or the profile cannot be read */
    boolean dualStack() {
        return find(DUAL_STACK_PROPERTY, DUAL_STACK_VARIABLE, ProfileProperty.USE_DUALSTACK_ENDPOINT);
    }

    private boolean find(String systemProperty, String variable, String ofProfile) {
        return systemProperties
                .apply(systemProperty)
                .map(value -> truth(systemProperty, value))
                .or(() -> environment.apply(variable).map(value -> !value.isEmpty() && truth(variable, value)))
                .or(() -> profile()
                        .flatMap(found -> found.property(ofProfile))
                        .map(value -> truth(ofProfile + " of the profile", value)))
                .orElse(false);
    }

    private Optional<Profile> profile() {
        try {
            return profile.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The profile in the AWS configuration files cannot be read, which may say whether to use FIPS and dual-stack"
                            + " endpoints; mend it, or call fips(..) and dualStack(..)",
                    e);
        }
    }

    private static boolean truth(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalStateException(name + " is " + PlainText.quoted(value) + "; use true or false");
        };
    }
}
