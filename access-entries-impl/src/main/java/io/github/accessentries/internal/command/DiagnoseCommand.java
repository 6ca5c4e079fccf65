package io.github.accessentries.internal.command;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.recovery.AccessAttempt;
import io.github.accessentries.recovery.AccessRecovery;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.report.ResultReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what keeps somebody out of a cluster. */
@Command(
        name = "diagnose",
        description = {
            "Tells what keeps a principal out of a cluster, or from doing something there, and what to do about it.",
            "The principal is a role, a user or a session as STS shows it; without one, it is the caller."
        },
        footer = {
            "",
            "Examples:",
            "  access-entries diagnose --cluster prod arn:aws:iam::111122223333:role/team-a-dev",
            "  access-entries diagnose --cluster prod arn:aws:iam::111122223333:role/team-a-dev delete pods -n team-a"
        })
final class DiagnoseCommand extends HalvesCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "PRINCIPAL",
            description = "The ARN of who is kept out. Default: the caller.")
    private @Nullable String principal;

    @Parameters(arity = "0..1", paramLabel = "VERB", description = "What was tried, such as delete.")
    private @Nullable String verb;

    @Parameters(arity = "0..1", paramLabel = "RESOURCE", description = "To what, such as pods or deployments.apps.")
    private @Nullable String resource;

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    DiagnoseCommand() {
        super(LibraryUse.READING, LibraryUse.READING_RBAC);
    }

    @Override
    ExitCodes run(OpenCluster open) {
        AccessAttempt attempt = attempt(open);
        AccessRecovery.Builder recovery = AccessRecovery.builder()
                .cluster(cluster())
                .eksClient(open.eks())
                .planContext(open.context());
        open.kubernetes().ifPresent(recovery::kubernetes);
        Diagnosis diagnosis = recovery.build().diagnose(attempt);
        output.print(ResultReport.of(diagnosis), out());
        if (!diagnosis.certain().isEmpty()) {
            return ExitCodes.DIFFERENT;
        }
        return diagnosis.possible().isEmpty() ? ExitCodes.DONE : ExitCodes.OPEN;
    }

    private AccessAttempt attempt(OpenCluster open) {
        AccessAttempt attempt = principal == null
                ? AccessAttempt.byCaller(open.caller())
                : principal.contains(":sts:")
                        ? AccessAttempt.byCaller(principal)
                        : AccessAttempt.by(PrincipalArn.of(principal));
        if (verb == null) {
            if (request.namespace().isPresent() || request.name().isPresent()) {
                throw new IllegalArgumentException(
                        "--namespace and --name say where and on what something is wanted, and"
                                + " nothing is; name a verb and a resource, such as: get pods");
            }
            return attempt;
        }
        if (resource == null) {
            throw new IllegalArgumentException(
                    "A resource is missing after the verb " + verb + "; name one, such as pods or deployments.apps");
        }
        return AccessAttempt.builder()
                .from(attempt)
                .request(request.request(verb, resource))
                .build();
    }
}
