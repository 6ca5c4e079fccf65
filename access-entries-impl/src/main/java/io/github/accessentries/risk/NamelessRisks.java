package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.MappedArn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds mappings of {@code aws-auth} that leave the user name blank: the cluster lets all of these in as one user without a name. */
final class NamelessRisks {

    private final AccessModel model;

    NamelessRisks(AccessModel model) {
        this.model = model;
    }

    List<Risk> find(AwsAuth awsAuth) {
        if (!model.authenticationMode().mayUseConfigMap()) {
            return List.of();
        }
        Set<String> entries = new HashSet<>();
        model.entries().forEach(entry -> entries.add(ArnKey.of(entry.principal())));
        List<Risk> risks = new ArrayList<>();
        EffectiveMappings.of(awsAuth).mappings().stream()
                .map(placed -> placed.mapping())
                .filter(mapping -> mapping.username().isEmpty() && !entries.contains(ArnKey.of(mapping.arn())))
                .flatMap(mapping -> MappedArn.of(mapping.arn()).stream())
                .map(MappedArn::principal)
                .forEach(principal -> {
                    String source = "aws-auth mapping of " + principal.canonical();
                    risks.add(Risk.builder()
                            .kind(RiskKind.NAMELESS_MAPPING)
                            .severity(RiskKind.NAMELESS_MAPPING.severity(true))
                            .source(source)
                            .summary(source + " " + RiskKind.NAMELESS_MAPPING.effect())
                            .exposures(List.of(Exposure.builder()
                                    .subject(new Subject.Principal(principal))
                                    .places(List.of(Where.cluster()))
                                    .ground("has no user name")
                                    .build()))
                            .build());
                });
        return risks;
    }
}
