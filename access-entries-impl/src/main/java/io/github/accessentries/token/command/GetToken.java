package io.github.accessentries.token.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.internal.client.BoundedCalls;
import io.github.accessentries.internal.client.ChosenCredentials;
import io.github.accessentries.internal.client.OwnClients;
import io.github.accessentries.internal.region.ChosenRegion;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.ExecCredential;
import io.github.accessentries.token.ExecInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Prints a token for a cluster in the form that kubectl and other clients expect from an exec plugin, in the version
 * that they ask for in {@code KUBERNETES_EXEC_INFO}. Gets its credentials from the SDK's default chain, and assumes a
 * role if one is named.
 *
 * <p>Like the AWS CLI, it uses the FIPS or dual-stack endpoint of STS if the environment or the profile asks for it, takes the region
 * from {@code AWS_DEFAULT_REGION} if {@code AWS_REGION} is not set, and refuses a profile that does not exist. Unlike there, {@code
 * AWS_STS_REGIONAL_ENDPOINTS=legacy} and {@code AWS_ENDPOINT_URL_STS} or {@code AWS_ENDPOINT_URL} change nothing of the token: it is
 * always for AWS's own endpoint of the region, since clusters accept tokens for no other host than those of AWS, and the global
 * endpoint is one more region to depend on.
 *
 * <p>Ends with exit code 0 on success, 2 if the arguments are invalid, and 1 if no token could be minted; in the latter
 * two cases, standard output is empty and the reason is on standard error.
 */
@Command(
        name = "get-token",
        mixinStandardHelpOptions = true,
        description = "Prints a token for an EKS cluster, as an exec plugin of kubectl does.",
        footer = {"", "Example:", "  access-entries get-token --cluster-name prod"})
public final class GetToken implements Callable<Integer> {

    /** The AWS CLI uses the same name for its sessions. */
    private static final String SESSION_NAME = "EKSGetTokenAuth";

    private static final String FIPS = "AWS_USE_FIPS_ENDPOINT";
    private static final String DUAL_STACK = "AWS_USE_DUALSTACK_ENDPOINT";

    private final Map<String, String> environment;
    private final CredentialsOf credentials;
    private final Function<Duration, StsClientBuilder> sts;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    /** Gives the credentials of a profile within a time, those of the SDK's default chain for {@code null}. */
    interface CredentialsOf {
        AwsCredentialsProvider profile(@Nullable String name, Duration longest);
    }

    /** One of the two. */
    static final class Target {
        @Option(
                names = {"--cluster-name", "--cluster"},
                paramLabel = "NAME",
                description = "The name of the cluster.")
        private @Nullable String name;

        @Option(names = "--cluster-id", description = "The id of a local cluster on Outposts.")
        private @Nullable String id;

        String clusterId() {
            return name != null ? name : String.valueOf(id);
        }
    }

    @Option(
            names = "--region",
            description = "The region of the STS endpoint that verifies the token. Default: what the SDK's default"
                    + " chain finds, with AWS_DEFAULT_REGION after AWS_REGION")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The profile of the AWS configuration whose credentials are used, whatever the environment has.")
    private @Nullable String profile;

    @Option(
            names = {"--role-arn", "--role"},
            description = "A role to assume before minting the token.")
    private @Nullable String role;

    @Option(
            names = "--fips",
            negatable = true,
            description =
                    "Use the endpoint with FIPS 140 validated cryptography, or not. Default: what the environment or the"
                            + " profile says")
    private @Nullable Boolean fips;

    @Option(
            names = "--dual-stack",
            negatable = true,
            description = "Use the dual-stack endpoint, or not. Default: what the environment or the profile says")
    private @Nullable Boolean dualStack;

    @Option(
            names = "--max-token-length",
            description = "The longest token that the cluster takes, in bytes. Default: 4096")
    private @Nullable Integer maxTokenLength;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "How long a call may take in all, with its retries, and how long to wait for credentials. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int timeout;

    /** With the environment of the process and the SDK's default chains, for a program that has it among other commands. */
    public GetToken() {
        this(
                System.getenv(),
                (profile, longest) -> ChosenCredentials.of(profile, System.getenv(), longest),
                longest -> BoundedCalls.bound(OwnClients.sts(), longest),
                Clock.systemUTC());
    }

    GetToken(
            Map<String, String> environment,
            CredentialsOf credentials,
            Function<Duration, StsClientBuilder> sts,
            Clock clock) {
        this.environment = environment;
        this.credentials = credentials;
        this.sts = sts;
        this.clock = clock;
    }

    /**
     * Runs and ends the program.
     *
     * @param arguments the command line; {@code --help} lists the options
     */
    public static void main(String[] arguments) {
        requireNonNull(arguments, "arguments");
        System.exit(new GetToken().commandLine().execute(arguments));
    }

    CommandLine commandLine() {
        return new CommandLine(this).setExecutionExceptionHandler((failure, command, result) -> {
            if (!(failure instanceof AccessEntriesException
                    || failure instanceof SdkException
                    || failure instanceof IllegalArgumentException
                    || failure instanceof IllegalStateException)) {
                throw failure;
            }
            command.getErr()
                    .println(failure.getMessage()
                            + (failure.getCause() == null
                                    ? ""
                                    : ": " + failure.getCause().getMessage()));
            return failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public Integer call() {
        ExecInfo info = ExecInfo.of(environment);
        info.complaint().ifPresent(spec.commandLine().getErr()::println);
        AwsCredentialsProvider own = credentials.profile(profile, longest());
        String credential = role == null ? credential(own, info) : credentialOfRole(own, role, info);
        spec.commandLine().getOut().println(credential);
        return CommandLine.ExitCode.OK;
    }

    private String credentialOfRole(AwsCredentialsProvider own, String roleArn, ExecInfo info) {
        StsClientBuilder builder = sts.apply(longest()).credentialsProvider(own);
        region().ifPresent(builder::region);
        chosen(fips, FIPS, ProfileProperty.USE_FIPS_ENDPOINT).ifPresent(builder::fipsEnabled);
        chosen(dualStack, DUAL_STACK, ProfileProperty.USE_DUALSTACK_ENDPOINT).ifPresent(builder::dualstackEnabled);
        try (StsClient client = builder.build();
                StsAssumeRoleCredentialsProvider session = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(client)
                        .refreshRequest(request -> request.roleArn(roleArn).roleSessionName(SESSION_NAME))
                        .build()) {
            return credential(session, info);
        }
    }

    private Duration longest() {
        if (timeout < 1) {
            throw new IllegalArgumentException("--timeout=" + timeout + " is no time; give 1 second or more");
        }
        return Duration.ofSeconds(timeout);
    }

    private Optional<Region> region() {
        return ChosenRegion.of(region, environment)
                .or(() -> profile == null ? Optional.empty() : ChosenRegion.ofProfile(profile));
    }

    /** What is empty is left to the environment and to the profile that it names. */
    private Optional<Boolean> chosen(@Nullable Boolean given, String variable, String property) {
        if (given != null || profile == null || environment.containsKey(variable)) {
            return Optional.ofNullable(given);
        }
        return ProfileFile.defaultProfileFile().profile(profile).flatMap(named -> named.booleanProperty(property));
    }

    private String credential(AwsCredentialsProvider provider, ExecInfo info) {
        EksTokens.Builder tokens =
                EksTokens.builder().credentialsProvider(provider).clock(clock);
        region().ifPresent(tokens::region);
        chosen(fips, FIPS, ProfileProperty.USE_FIPS_ENDPOINT).ifPresent(tokens::fips);
        chosen(dualStack, DUAL_STACK, ProfileProperty.USE_DUALSTACK_ENDPOINT).ifPresent(tokens::dualStack);
        if (maxTokenLength != null) {
            tokens.maxTokenLength(maxTokenLength);
        }
        return ExecCredential.builder()
                .apiVersion(info.apiVersion())
                .token(tokens.build().mint(target.clusterId()))
                .build()
                .json();
    }
}
