package io.github.accessentries.internal.region;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region that a command line means, as the AWS CLI takes it. */
public final class ChosenRegion {

    private ChosenRegion() {}

    /**
     * The region that was named, or the one of the CLI's older variable. The SDK's chain does not know that one, so it is left to
     * the chain only where the variable does not count.
     *
     * @param named what the option says, {@code null} if it was not given
     * @param environment the variables of the process
     * @return the region, empty to leave it to the SDK's chain
     */
    public static Optional<Region> of(@Nullable String named, Map<String, String> environment) {
        if (named != null) {
            return Optional.of(Region.of(named));
        }
        boolean isKnownToTheSdk = System.getProperty(SdkSystemSetting.AWS_REGION.property()) != null
                || !environment.getOrDefault("AWS_REGION", "").isEmpty();
        String older = environment.getOrDefault("AWS_DEFAULT_REGION", "");
        return isKnownToTheSdk || older.isEmpty() ? Optional.empty() : Optional.of(Region.of(older));
    }

    /**
     * The region that the SDK's chain finds.
     *
     * @param profile the profile that an option named, {@code null} for the one of the environment
     * @return the region, empty if no place has one
     */
    public static Optional<Region> ofProfile(@Nullable String profile) {
        try {
            return Optional.ofNullable(DefaultAwsRegionProviderChain.builder()
                    .profileName(profile)
                    .build()
                    .getRegion());
        } catch (SdkClientException e) { // Its way to say that no place has one.
            return Optional.empty();
        }
    }
}
