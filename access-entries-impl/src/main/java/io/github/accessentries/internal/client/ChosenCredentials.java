package io.github.accessentries.internal.client;

import io.github.accessentries.internal.text.PlainText;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The credentials that a command line means. They are looked for before any call, so that their lack is told by itself, with the
 * profile that gives none.
 */
public final class ChosenCredentials {

    private static final String UNNAMED_PROFILE = "default";
    private static final String SSO_SESSION = "sso_session";
    private static final String LIST = "aws configure list-profiles tells which are";

    private final Map<String, String> environment;
    private final Supplier<ProfileFile> files;
    private final Supplier<? extends AwsCredentialsProvider> chain;
    private final Duration longest;

    ChosenCredentials(
            Map<String, String> environment,
            Supplier<ProfileFile> files,
            Supplier<? extends AwsCredentialsProvider> chain,
            Duration longest) {
        this.environment = environment;
        this.files = files;
        this.chain = chain;
        this.longest = longest;
    }

    /**
     * Finds them. Blocks while they are looked for, for the longest time at most.
     *
     * @param profile the profile that an option named, which is meant whatever the environment has; {@code null} for the SDK's
     *     default chain
     * @param environment the variables of the process
     * @param longest how long whatever gives them may take, each time that it is asked
     * @return what gives them, and has given them once
     * @throws IllegalArgumentException if there is no such profile
     * @throws IllegalStateException if there are none
     * @throws io.github.accessentries.AccessEntriesException if they do not come in time, or their process fails
     * @throws AbortedException if the thread is interrupted
     */
    public static AwsCredentialsProvider of(
            @Nullable String profile, Map<String, String> environment, Duration longest) {
        return new ChosenCredentials(
                        environment,
                        ProfileFile::defaultProfileFile,
                        () -> DefaultCredentialsProvider.builder().build(),
                        longest)
                .of(profile);
    }

    AwsCredentialsProvider of(@Nullable String named) {
        if (named != null && files.get().profile(named).isEmpty()) {
            throw new IllegalArgumentException("--profile " + named + " is not in the AWS configuration; " + LIST);
        }
        AwsCredentialsProvider provider =
                named == null ? new BoundedCredentials(chain.get(), longest, this::profileOfChain) : ofProfile(named);
        try {
            provider.resolveCredentials();
            return provider;
        } catch (NoCredentialsException | AbortedException e) {
            throw e;
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            throw named == null ? noneInChain(e) : none(named, "The profile " + PlainText.name(named), e);
        }
    }

    private AwsCredentialsProvider ofProfile(String name) {
        return new BoundedCredentials(
                ProfileCredentialsProvider.builder()
                        .profileFile(files.get())
                        .profileName(name)
                        .build(),
                longest,
                () -> Optional.of(name));
    }

    /** The profile that the chain comes to, if it comes so far. */
    private Optional<String> profileOfChain() {
        return Optional.of(profileOfEnvironment().orElse(UNNAMED_PROFILE))
                .filter(name -> files.get().profile(name).isPresent());
    }

    private Optional<String> profileOfEnvironment() {
        return Optional.ofNullable(environment.get("AWS_PROFILE")).filter(name -> !name.isEmpty());
    }

    /** The chain tells of each of its places, and the profile is the one that somebody meant. */
    private IllegalStateException noneInChain(RuntimeException failure) {
        Optional<String> variable = profileOfEnvironment();
        String name = variable.orElse(UNNAMED_PROFILE);
        String words = "The profile " + PlainText.name(name) + (variable.isEmpty() ? "" : " of AWS_PROFILE");
        if (files.get().profile(name).isEmpty()) {
            return variable.isEmpty()
                    ? new IllegalStateException(
                            "No AWS credentials were found; set AWS_PROFILE or the variables of an access key, sign in"
                                    + " with aws sso login, or use --profile",
                            failure)
                    : new IllegalStateException(words + " is not in the AWS configuration; " + LIST, failure);
        }
        try {
            ofProfile(name).resolveCredentials();
            return none(name, words, failure);
        } catch (NoCredentialsException | AbortedException e) {
            throw e;
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            return none(name, words, e);
        }
    }

    private IllegalStateException none(String name, String words, RuntimeException failure) {
        String remedy = signIn(name)
                .map(sso -> "sign in with aws sso login --profile " + sso)
                .orElse("check it with aws configure list --profile " + name);
        return new IllegalStateException(
                words + " gives no credentials: " + PlainText.of(reason(failure)) + "; " + remedy, failure);
    }

    /** What the SDK adds to what a service says is for those who debug it. */
    private static String reason(RuntimeException failure) {
        String reason = failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorMessage()
                : failure.getMessage();
        return String.valueOf(reason).strip().replaceFirst("\\.$", "");
    }

    /** The profile to sign in to IAM Identity Center with: the one itself, or that by whose credentials it assumes its role. */
    private Optional<String> signIn(String name) {
        Set<String> seen = new HashSet<>();
        Optional<Profile> profile = files.get().profile(name);
        while (profile.isPresent() && seen.add(profile.get().name())) {
            if (profile.get().property(SSO_SESSION).isPresent()
                    || profile.get().property(ProfileProperty.SSO_START_URL).isPresent()) {
                return profile.map(Profile::name);
            }
            profile = profile.get().property(ProfileProperty.SOURCE_PROFILE).flatMap(files.get()::profile);
        }
        return Optional.empty();
    }
}
