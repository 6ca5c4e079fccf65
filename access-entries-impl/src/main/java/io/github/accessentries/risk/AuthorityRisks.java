package io.github.accessentries.risk;

import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.certificate.CertificateBundle;
import io.github.accessentries.internal.text.PlainText;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Finds certificate authorities of a cluster that end soon. */
final class AuthorityRisks {

    private static final Duration URGENT = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofDays(365);
    private static final Duration IN_SIGHT = Duration.ofDays(2 * 365);

    private AuthorityRisks() {}

    static List<Risk> of(Cluster cluster, Instant now) {
        String source = "certificate authority of cluster " + PlainText.name(String.valueOf(cluster.name()));
        List<X509Certificate> authorities;
        try {
            authorities = CertificateBundle.parse(Base64.getDecoder()
                    .decode(Optional.ofNullable(cluster.certificateAuthority())
                            .map(Certificate::data)
                            .orElse("")));
        } catch (IllegalArgumentException e) {
            return List.of(risk(
                    source,
                    "",
                    Severity.INFO,
                    "When the " + source
                            + " ends was not examined: its description has no certificate that can be read"));
        }
        List<Risk> risks = new ArrayList<>();
        // One that is listed twice is still one.
        for (X509Certificate authority : new LinkedHashSet<>(authorities)) {
            Instant end = authority.getNotAfter().toInstant();
            boolean hasSuccessor = authorities.stream()
                    .anyMatch(other -> !other.getNotBefore().toInstant().isAfter(end)
                            && other.getNotAfter().toInstant().isAfter(end)
                            && other.getNotAfter().toInstant().isAfter(now.plus(SOON)));
            severity(Duration.between(now, end), hasSuccessor)
                    .ifPresent(severity -> risks.add(risk(
                            source,
                            "only that with serial number "
                                    + authority.getSerialNumber().toString(16),
                            severity,
                            "The " + source + " " + told(now, end)
                                    + (hasSuccessor
                                            ? "; another that lasts longer is there, and has to be activated if it is not"
                                            : "; nobody who trusts it alone reaches the cluster then"))));
        }
        return risks;
    }

    private static String told(Instant now, Instant end) {
        return end.isAfter(now)
                ? "ends at " + end + ", in " + Duration.between(now, end).toDays() + " days"
                : "ended at " + end;
    }

    private static Optional<Severity> severity(Duration left, boolean hasSuccessor) {
        if (left.compareTo(URGENT) < 0) {
            return Optional.of(hasSuccessor ? Severity.MEDIUM : Severity.HIGH);
        }
        if (left.compareTo(SOON) < 0) {
            return Optional.of(hasSuccessor ? Severity.INFO : Severity.MEDIUM);
        }
        return left.compareTo(IN_SIGHT) < 0 && !hasSuccessor ? Optional.of(Severity.INFO) : Optional.empty();
    }

    private static Risk risk(String source, String limit, Severity severity, String summary) {
        return Risk.builder()
                .kind(RiskKind.AUTHORITY_ENDS)
                .severity(severity)
                .source(source)
                .limit(limit)
                .summary(summary)
                .exposures(List.of(Exposure.builder()
                        .subject(BuiltIn.AUTHENTICATED)
                        .places(List.of(Where.cluster()))
                        .ground("everybody reaches the cluster by trusting its authority")
                        .build()))
                .build();
    }
}
