package io.github.accessentries.internal.command;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.report.ResultReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who can do something on a cluster. */
@Command(
        name = "who-can",
        description = "Tells who can do something on a cluster, and by which grant.",
        footer = {"", "Example:", "  access-entries who-can --cluster prod --both-halves -n payments get secrets"})
final class WhoCanCommand extends HalvesCommand {

    @Parameters(paramLabel = "VERB", description = "What is done, such as get, list or delete.")
    private String verb;

    @Parameters(
            paramLabel = "RESOURCE",
            description = "To what: pods, deployments.apps, pods/exec, or a path such as /metrics.")
    private String resource;

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(
            names = "--whole",
            description =
                    "Leave open what is not named, so that whoever has a part of it is told as well, with that part.")
    private boolean whole;

    @Mixin
    private final OutputOption output = new OutputOption();

    WhoCanCommand() {
        super(LibraryUse.READING, LibraryUse.READING_RBAC);
    }

    @Override
    ExitCodes run(OpenCluster open) {
        KnownAccess known = KnownAccess.read(open);
        if (known.reading() == null) {
            err().println(known.halves());
        }
        AccessModel model = known.model();
        output.print(whole ? answerToQuestion(model) : answerToRequest(model), out());
        return ExitCodes.DONE;
    }

    private ResultReport answerToRequest(AccessModel model) {
        AccessRequest asked = request.request(verb, resource);
        return ResultReport.of(cluster(), asked, model.whoCan(asked));
    }

    private ResultReport answerToQuestion(AccessModel model) {
        AccessQuestion.Builder question = AccessQuestion.builder().addVerb(verb).addResource(resource);
        request.namespace().ifPresent(question::addNamespace);
        request.name().ifPresent(question::addName);
        AccessQuestion asked = question.build();
        return ResultReport.of(cluster(), asked, model.whoCan(asked));
    }
}
