package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import io.github.accessentries.plan.Unchecked.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what lets a principal in, an entry or a mapping, and notes why there is none. For one thread. */
final class EntryLookup {

    private static final String REASON = "to let the principal in";

    /**
     * What lets the principal in.
     *
     * @param entry its entry, if it has one that the cluster acts on
     * @param mapped whether the ConfigMap maps it and nothing hides that
     */
    record LetIn(Optional<AccessEntry> entry, boolean mapped) {}

    private final Suspect suspect;
    private final AccessEntries entries;
    private final ClusterState state;
    private final KnownSources knowledge;
    private final DiagnosisNotes notes;
    private final Optional<Optional<KnownPrincipal>> inIam;

    EntryLookup(
            Suspect suspect, AccessEntries entries, ClusterState state, KnownSources knowledge, DiagnosisNotes notes) {
        this.suspect = suspect;
        this.entries = entries;
        this.state = state;
        this.knowledge = knowledge;
        this.notes = notes;
        this.inIam = knowledge.inIam(suspect.arn(), notes);
    }

    LetIn find() {
        if (inIam.filter(Optional::isEmpty).isPresent()) {
            notes.certain(
                    LockoutCause.PRINCIPAL_GONE,
                    suspect.arn() + " does not exist in IAM, so nobody can be it",
                    "correct the name, or make it in IAM and give it access then",
                    null);
        }
        if (!state.heedsEntries()) {
            return withoutEntries();
        }
        List<PrincipalArn> listed = entries.principals();
        notes.looked("the access entries");
        List<PrincipalArn> same = listed.stream()
                .filter(each -> ArnKey.of(each).equals(ArnKey.of(suspect.arn())))
                .toList();
        Optional<AccessEntry> entry = chosen(same).flatMap(entries::find);
        if (entry.isPresent()) {
            life(entry.get());
            return new LetIn(entry, false);
        }
        return same.isEmpty() ? none(listed) : new LetIn(Optional.empty(), false);
    }

    private Optional<PrincipalArn> chosen(List<PrincipalArn> same) {
        Optional<PrincipalArn> real = inIam.flatMap(known -> known).map(KnownPrincipal::arn);
        Optional<PrincipalArn> exact = same.stream()
                .filter(real.orElse(suspect.arn())::equals)
                .findFirst()
                .filter(any -> real.isPresent() || suspect.pathIsKnown());
        if (exact.isPresent() || same.size() == 1) {
            return exact.or(() -> same.stream().findFirst());
        }
        if (same.size() > 1) {
            notes.possible(
                    LockoutCause.AMBIGUOUS_ENTRIES,
                    "the access entries of " + same
                            + " differ only in the path of the role, and only one of these can exist",
                    "look up the path with `aws iam get-role`, and delete the entries of the others",
                    null);
        }
        return Optional.empty();
    }

    /** Whether the entry is for the principal that exists. */
    private void life(AccessEntry entry) {
        if (inIam.isPresent()) {
            switch (new DeadEntries(knowledge.directoryOf(entry.principal())).life(entry)) {
                case GONE, ALIVE -> {
                    // Gone is noted already.
                }
                case MOVED ->
                    otherPath(entry, inIam.get().map(KnownPrincipal::arn).orElse(suspect.arn()), true);
                case MADE_AGAIN ->
                    notes.certain(
                            LockoutCause.PRINCIPAL_RECREATED,
                            entry.principal()
                                    + " was made again in IAM after its access entry, which is for the one that"
                                    + " is gone; EKS shows it as if nothing had happened",
                            "delete the entry and make it again, once you are sure who can use the new principal",
                            new Remedy.ChangeEntries(List.of(new Change.Replace(
                                    entry, DesiredEntry.of(entry), "the principal was made again in IAM"))));
            }
        } else if (suspect.pathIsKnown() && !entry.principal().equals(suspect.arn())) {
            otherPath(entry, suspect.arn(), false);
        }
    }

    private void otherPath(AccessEntry entry, PrincipalArn real, boolean certain) {
        notes.add(
                LockoutCause.OTHER_PATH,
                certain,
                "the access entry is for " + entry.principal() + ", and the role is " + real
                        + (certain ? " in IAM" : "; only one of the two can exist"),
                "make an entry for the ARN that exists, and delete the other",
                new Remedy.ChangeEntries(Stream.concat(
                                made(copy(entry, real)).stream(),
                                Stream.of(new Change.Delete(entry, "nobody can be it")))
                        .toList()));
    }

    private static List<Change> made(DesiredEntry wanted) {
        List<Change> changes = new ArrayList<>(List.of(new Change.Create(wanted, REASON)));
        wanted.policies()
                .forEach((policy, scope) ->
                        changes.add(new Change.Associate(wanted.principal(), policy, scope, REASON)));
        return changes;
    }

    /** An entry for another principal that is to have the same, but for what was given for a while. */
    private static DesiredEntry copy(AccessEntry entry, PrincipalArn principal) {
        return DesiredEntry.of(
                AccessEntry.builder().from(entry).principal(principal).build());
    }

    private LetIn withoutEntries() {
        Optional<AwsAuth> awsAuth = lookAtAwsAuth();
        boolean mapped = awsAuth.filter(this::maps).isPresent();
        if (!mapped && state.mode() != AuthenticationMode.UNKNOWN) {
            entriesDoNotCount(awsAuth.filter(read -> read.faults().isEmpty()).isPresent(), awsAuth.isPresent());
        }
        return new LetIn(Optional.empty(), mapped);
    }

    private void entriesDoNotCount(boolean certain, boolean known) {
        String mapping = known ? "" : "; whether aws-auth maps it is unknown";
        if (state.isTooOld()) {
            notes.add(
                    LockoutCause.PLATFORM_TOO_OLD,
                    certain,
                    state.platform() + " has no access entries, so only aws-auth lets principals in" + mapping
                            + ". Whoever made the cluster is an administrator that nothing shows, and can help",
                    "use the creator's credentials to change aws-auth, or wait until EKS updates the platform version",
                    null);
            return;
        }
        notes.add(
                LockoutCause.MODE_WITHOUT_ENTRIES,
                certain,
                "the mode is CONFIG_MAP, so access entries do not count, and only aws-auth lets principals in"
                        + mapping,
                "change the mode to API_AND_CONFIG_MAP and make an entry, which cannot be undone, or"
                        + " map the principal in aws-auth",
                new Remedy.ChangeMode(AuthenticationMode.API_AND_CONFIG_MAP));
    }

    private Optional<AwsAuth> lookAtAwsAuth() {
        Optional<AwsAuth> read = knowledge.awsAuth();
        read.ifPresentOrElse(
                awsAuth -> {
                    notes.looked("aws-auth");
                    if (!awsAuth.faults().isEmpty()) {
                        notes.notLooked(Part.AWS_AUTH, "not all of aws-auth could be read: " + awsAuth.faults());
                    }
                    withPath(awsAuth);
                },
                () -> notes.notLooked(
                        Part.AWS_AUTH,
                        "aws-auth is unknown, and may let the principal in: " + knowledge.withoutAwsAuth()));
        return read;
    }

    private boolean maps(AwsAuth awsAuth) {
        return EffectiveMappings.of(awsAuth).of(suspect.arn()).isPresent();
    }

    private void withPath(AwsAuth awsAuth) {
        awsAuth.roles().stream()
                .filter(mapping -> isThePrincipalWithPath(mapping.arn()) && !maps(awsAuth))
                .findFirst()
                .ifPresent(mapping -> notes.certain(
                        LockoutCause.MAPPING_WITH_PATH,
                        "aws-auth maps " + mapping.arn()
                                + " with its path, and a mapping with a path never matches, since STS" + " tells none",
                        "write " + suspect.arn().canonical() + " there, without the path",
                        null));
    }

    private boolean isThePrincipalWithPath(String arn) {
        try {
            PrincipalArn written = PrincipalArn.of(arn);
            return !written.path().equals("/") && ArnKey.of(written).equals(ArnKey.of(suspect.arn()));
        } catch (IllegalArgumentException noPrincipal) {
            return false;
        }
    }

    private LetIn none(List<PrincipalArn> listed) {
        if (state.mode() == AuthenticationMode.API) {
            mappingThatDoesNotCount();
            noEntry(true, listed);
            return new LetIn(Optional.empty(), false);
        }
        Optional<AwsAuth> awsAuth = lookAtAwsAuth();
        boolean mapped = awsAuth.filter(this::maps).isPresent();
        if (!mapped) {
            noEntry(awsAuth.filter(read -> read.faults().isEmpty()).isPresent(), listed);
        }
        return new LetIn(Optional.empty(), mapped);
    }

    private void mappingThatDoesNotCount() {
        knowledge
                .awsAuth()
                .filter(this::maps)
                .ifPresent(awsAuth -> notes.certain(
                        LockoutCause.MODE_WITHOUT_CONFIG_MAP,
                        "aws-auth maps it, and the mode is API, in which aws-auth does not count",
                        "make an access entry that gives the same; the mode cannot go back",
                        null));
    }

    private void noEntry(boolean certain, List<PrincipalArn> listed) {
        NearPrincipals near = new NearPrincipals(suspect.arn(), listed);
        Optional<PrincipalArn> other = near.ofSamePermissionSet();
        if (other.filter(this::isFormer).isPresent()) {
            otherSuffix(other.get(), certain);
            return;
        }
        Optional<PrincipalArn> wanted = full().filter(arn -> other.isEmpty());
        notes.add(
                LockoutCause.NO_ENTRY,
                certain,
                "it has no access entry" + (certain ? "" : ", and whether aws-auth maps it is unknown"),
                other.isPresent()
                        ? "find out first which role its permission set has now"
                        : "make an entry for it" + (wanted.isPresent() ? "" : ", by its full ARN with the path"),
                wanted.map(arn -> (Remedy) new Remedy.ChangeEntries(List.of(
                                new Change.Create(DesiredEntry.builder(arn).build(), REASON))))
                        .orElse(null));
        other.ifPresentOrElse(this::oneOfTwoSuffixes, () -> near.note(notes));
    }

    /** Whether IAM has the suspect, and not the role of the same permission set that has an entry. */
    private boolean isFormer(PrincipalArn other) {
        return inIam.filter(Optional::isPresent).isPresent()
                && knowledge.inIam(other, notes).filter(Optional::isEmpty).isPresent();
    }

    /** Which of the two came later, nothing but IAM can tell. */
    private void oneOfTwoSuffixes(PrincipalArn other) {
        notes.possible(
                LockoutCause.OTHER_SUFFIX,
                "there is an access entry for " + other
                        + ", a role of the same permission set with another suffix: one of the"
                        + " two may be a former role, which IAM Identity Center replaced by the other",
                "look up with `aws iam get-role` which of the two exists. If it is " + other
                        + ", use that one; if it is this one, make an entry for it with what the other has",
                null);
    }

    /** The role that has an entry is gone, and this one is there. */
    private void otherSuffix(PrincipalArn earlier, boolean certain) {
        Optional<AccessEntry> old = entries.find(earlier);
        List<Change> changes = new ArrayList<>();
        full().ifPresent(arn -> old.ifPresent(entry -> changes.addAll(made(copy(entry, arn)))));
        notes.add(
                LockoutCause.OTHER_SUFFIX,
                certain,
                "there is an access entry for " + earlier + ", an earlier role of the same permission set: IAM Identity"
                        + " Center made the role again, with another suffix",
                "make an entry for the role that exists, with what the other has, and delete the other",
                changes.isEmpty() ? null : new Remedy.ChangeEntries(changes));
    }

    /** The ARN with its path, if that is known and a customer may make an entry for it. */
    private Optional<PrincipalArn> full() {
        return inIam.flatMap(known -> known)
                .map(KnownPrincipal::arn)
                .or(() -> Optional.of(suspect.arn()).filter(arn -> suspect.pathIsKnown()))
                .filter(arn -> arn.isRoleOrUser() && !arn.isServiceLinkedRole());
    }
}
