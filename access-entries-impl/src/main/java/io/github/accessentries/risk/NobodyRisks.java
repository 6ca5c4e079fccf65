package io.github.accessentries.risk;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.internal.principal.DirectoryAnswers;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.plan.PrincipalDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds entries and mappings of principals that IAM does not have, or no longer has. */
final class NobodyRisks {

    private static final int AT_THE_SAME_TIME = 8;

    private final PrincipalDirectory directory;

    NobodyRisks(PrincipalDirectory directory) {
        this.directory = directory;
    }

    List<Risk> find(List<AccessEntry> entries, AwsAuth awsAuth) {
        DeadEntries dead = new DeadEntries(Optional.of(directory));
        List<PrincipalArn> mapped = EffectiveMappings.of(awsAuth).mappings().stream()
                .flatMap(placed -> MappedArn.of(placed.mapping().arn()).stream())
                .map(MappedArn::principal)
                .toList();
        List<Optional<Risk>> ofEntries = each(entries, entry -> ofEntry(entry, dead.life(entry)));
        List<Optional<Risk>> ofMappings = each(mapped, this::ofMapping);
        return List.of(ofEntries, ofMappings).stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> List<Optional<Risk>> each(List<T> things, Function<T, Optional<Risk>> look) {
        return InParallel.of(things, look, AT_THE_SAME_TIME);
    }

    private static Optional<Risk> ofEntry(AccessEntry entry, Life life) {
        return switch (life) {
            case ALIVE -> Optional.empty();
            case MADE_AGAIN ->
                Optional.of(ofEntry(RiskKind.DEAD_ENTRY, entry, "was recreated after its entry was made"));
            case MOVED -> Optional.of(ofEntry(RiskKind.PRINCIPAL_GONE, entry, "has another path in IAM"));
            case GONE -> Optional.of(ofEntry(RiskKind.PRINCIPAL_GONE, entry, "does not exist in IAM"));
        };
    }

    private static Risk ofEntry(RiskKind kind, AccessEntry entry, String ground) {
        return risk(kind, "entry of " + entry.principal(), entry.principal(), ground);
    }

    private Optional<Risk> ofMapping(PrincipalArn principal) {
        return directory.covers(principal.accountId())
                        && DirectoryAnswers.find(directory, principal).isEmpty()
                ? Optional.of(risk(
                        RiskKind.MAPPING_OF_NOBODY,
                        "aws-auth mapping of " + principal.canonical(),
                        principal,
                        "does not exist in IAM"))
                : Optional.empty();
    }

    private static Risk risk(RiskKind kind, String source, PrincipalArn principal, String ground) {
        return Risk.builder()
                .kind(kind)
                .severity(kind.severity(true))
                .source(source)
                .summary(source + " " + kind.effect())
                .exposures(List.of(Exposure.builder()
                        .subject(new Subject.Principal(principal))
                        .places(List.of(Where.cluster()))
                        .ground(ground)
                        .build()))
                .build();
    }
}
