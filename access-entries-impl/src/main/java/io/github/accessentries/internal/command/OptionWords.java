package io.github.accessentries.internal.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.planning.PlanContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the library's remedies are on the command line: they name methods for those who write programs, and here are none. */
final class OptionWords {

    private static final String BOTH_HALVES = "add --both-halves";

    /** What messages of the library say, and what it is here. The sources of the library have to have each of them. */
    static final Map<String, String> BY_METHOD = Map.ofEntries(
            Map.entry(
                    "principals() lists the existing ones, grant() creates one",
                    "report lists the existing ones, apply creates one"),
            Map.entry(
                    "principals() lists the existing entries, grant() creates one",
                    "report lists the existing entries, apply creates one"),
            Map.entry("pass what AccessPlan.digest() gave", "copy it from the last line that plan printed"),
            Map.entry("pass what was rendered of an AccessPlan", "pass the file as plan --out wrote it"),
            Map.entry("pass the whole text that was rendered as JSON", "pass the file as plan --out wrote it"),
            Map.entry(
                    "sign them off by name if they are intended",
                    "sign them off with --sign-off NAME if they are intended"),
            Map.entry("policies() lists the available access policies", "check its spelling"),
            Map.entry(", policies() lists all of them", ""),
            Map.entry("call enableAccessEntries() first", "use migrate with --make-entries first"),
            Map.entry("call makeEntries(..) again soon", "use migrate with --make-entries again soon"),
            Map.entry("call makeEntries(..) first", "use migrate with --make-entries first"),
            Map.entry("read the file with a directory(..)", "add --iam"),
            Map.entry("for all of them use AccessScope.clusterWide()", "for all of them, leave the namespaces out"),
            Map.entry("which the caller gives; leave it out", "which --set gives; leave it out"),
            Map.entry(
                    "review a plan that is made with the same plan context, or apply with that of the reviewed one",
                    "review a plan that is made with the same of --both-halves and --iam, or apply with those of the"
                            + " reviewed one"),
            Map.entry(
                    "change its authentication mode to API_AND_CONFIG_MAP first, which cannot be undone",
                    "migrate shows what it takes to move it to access entries, and does it in steps"),
            Map.entry(
                    "for example after EksClient.waiter().waitUntilClusterActive(..)",
                    "aws eks wait cluster-active waits for that"),
            Map.entry(
                    "call kubernetes(api) with a WritableKubernetesApi when the access entries are built",
                    "add --both-halves"),
            Map.entry("leave the account out of the directory", "leave --iam out"),
            Map.entry(
                    "EKS may need more time to see it than propagationPatience allows",
                    "EKS may need more time to see it, so try again soon"),
            Map.entry("maxTokenLength refuses those", "--max-token-length refuses those"),
            Map.entry("raise maxTokenLength", "raise --max-token-length"),
            Map.entry("call region(..) or set AWS_REGION", "use --region or set AWS_REGION"),
            Map.entry("call fips(..) and dualStack(..)", "use --fips and --dual-stack, or their opposites"));

    /** The longest first, so that what is a part of another is never replaced within it, in whatever order the map has them. */
    private static final List<String> METHODS = BY_METHOD.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
            .toList();

    private OptionWords() {}

    /** Has plans and diagnoses name options. */
    static PlanContext.Builder inRemedies(PlanContext.Builder context) {
        return context.remedy(Unchecked.Part.AWS_AUTH, BOTH_HALVES)
                .remedy(Unchecked.Part.RBAC, BOTH_HALVES)
                .remedy(Unchecked.Part.IAM, "add --iam");
    }

    /** A message of the library, with options in place of methods. */
    static String of(String message) {
        String words = message;
        for (String method : METHODS) {
            words = words.replace(method, requireNonNull(BY_METHOD.get(method)));
        }
        return words;
    }
}
