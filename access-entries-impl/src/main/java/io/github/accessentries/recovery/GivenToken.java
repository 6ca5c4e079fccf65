package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Unchecked.Part;
import io.github.accessentries.token.TokenInspection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token that a cluster did not take. Never shows any of it. For one thread. */
final class GivenToken {

    private final String token;
    private final String cluster;
    private final Clock clock;
    private final @Nullable TokenVerifier verifier;
    private final DiagnosisNotes notes;

    GivenToken(String token, String cluster, Clock clock, @Nullable TokenVerifier verifier, DiagnosisNotes notes) {
        this.token = token;
        this.cluster = cluster;
        this.clock = clock;
        this.verifier = verifier;
        this.notes = notes;
    }

    /**
     * Notes what is wrong with the token.
     *
     * @return the ARN of whoever signed it, empty if it is not good or that is unknown
     */
    Optional<String> note(ClusterState state, List<String> others) {
        String partition =
                state.cluster().account().map(ClusterAccount::partition).orElse("aws");
        TokenInspection seen = TokenInspection.of(token, partition, clock);
        notes.looked("the form and the time of the token");
        if (seen.fault().isPresent()) {
            fault(seen.fault().get());
            return Optional.empty();
        }
        state.cluster()
                .region()
                .filter(region -> seen.region().filter(region::equals).isEmpty())
                .ifPresent(region -> notes.possible(
                        LockoutCause.TOKEN_OF_OTHER_REGION,
                        "the token is signed for region "
                                + PlainText.name(seen.region().orElse("")) + " and the cluster is in " + region
                                + ", so it may be for a cluster of that region with another name",
                        "mint the token with the region of the cluster",
                        new Remedy.MintToken(cluster)));
        if (verifier == null) {
            notes.notLooked(
                    Part.TOKEN,
                    "STS was not asked about the token, so it is unknown whose it is, whether its session still lives, and"
                            + " for which cluster it was signed; add a token verifier");
            return Optional.empty();
        }
        return verified(verifier, others);
    }

    private Optional<String> verified(TokenVerifier sts, List<String> others) {
        try {
            Verification answer = sts.verify(token, cluster);
            notes.looked("the token at STS");
            if (answer instanceof Verified verified) {
                return Optional.of(verified.identity().arn());
            }
            Rejected rejected = (Rejected) answer;
            if (rejected.reason() == RejectionReason.STS_DENIED) {
                denied(sts, others);
            } else {
                fault(rejected);
            }
        } catch (AccessEntriesException e) {
            notes.notLooked(Part.TOKEN, "STS could not be asked about the token: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void denied(TokenVerifier sts, List<String> others) {
        Optional<String> meant = others.stream()
                .filter(other -> !other.equals(cluster) && isFor(other, sts))
                .findFirst();
        notes.certain(
                LockoutCause.TOKEN_DENIED,
                meant.map(other -> "the token is for cluster " + PlainText.name(other) + ", not for "
                                + PlainText.name(cluster))
                        .orElse("STS refuses the token for cluster " + PlainText.name(cluster)
                                + ": it was signed for another cluster, its session has ended, or it was changed on the"
                                + " way"),
                "mint a token with `aws eks get-token --cluster-name " + cluster
                        + "`, and check the cluster's name in the kubeconfig",
                new Remedy.MintToken(cluster));
    }

    /** An answer that is missing here takes nothing from the one that is known. */
    private boolean isFor(String other, TokenVerifier sts) {
        try {
            return sts.verify(token, other) instanceof Verified;
        } catch (AccessEntriesException e) {
            notes.notLooked(
                    Part.TOKEN,
                    "STS could not be asked whether the token is for cluster " + PlainText.name(other) + ": "
                            + e.getMessage());
            return false;
        }
    }

    private void fault(Rejected rejected) {
        boolean expired = rejected.reason() == RejectionReason.EXPIRED;
        notes.certain(
                expired ? LockoutCause.TOKEN_EXPIRED : LockoutCause.TOKEN_INVALID,
                rejected.reason() + ": " + rejected.detail(),
                "mint a new token with `aws eks get-token --cluster-name " + cluster + "`",
                new Remedy.MintToken(cluster));
    }
}
