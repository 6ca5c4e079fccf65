package io.github.accessentries.testkit.internal.service.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The roles and users of all accounts, with their unique ids and credentials.
 *
 * <p>As in the real IAM, names are unique within an account, whatever the path and the letter case: while
 * {@code role/team/dev} exists, {@code role/dev} cannot. A principal that is deleted and recreated has another id.
 * Thread-safe; lookups take no lock.
 */
public final class Iam {

    private static final Duration SESSION = Duration.ofHours(1);

    /** By what is unique. */
    private final Map<String, StoredPrincipal> principals = new ConcurrentHashMap<>();

    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Denials denials = new Denials();
    private final IdentityCenter identityCenter = new IdentityCenter(this);
    /** The first credentials of each holder, by the user id that STS gives. */
    private final Map<String, AccessKey> standing = new ConcurrentHashMap<>();

    private final Clock clock;
    private final Delays delays;
    private final Ids ids;
    private final boolean strict;

    /** Makes an IAM without principals. */
    public Iam(Clock clock, Delays delays, Ids ids, boolean strict) {
        this.clock = clock;
        this.delays = delays;
        this.ids = ids;
        this.strict = strict;
    }

    /**
     * Makes a principal exist.
     *
     * @param arn the role or user
     * @return the principal; the existing one if there is one
     * @throws IllegalArgumentException if it cannot exist in IAM, typically because its name is taken under another
     *     path
     */
    public StoredPrincipal register(IamArn arn) {
        if (!arn.canExist()) {
            throw new IllegalArgumentException(arn + " cannot exist: IAM Identity Center makes such roles under"
                    + " /aws-reserved/sso.amazonaws.com/; give the full ARN");
        }
        StoredPrincipal principal = holderOfTheName(arn);
        if (!principal.arn().equals(arn)) {
            throw new IllegalArgumentException(arn + " cannot exist beside " + principal.arn()
                    + ": names are unique in an account, whatever the path; delete the other one first");
        }
        return principal;
    }

    /**
     * Looks a principal up.
     *
     * @param arn the role or user, path included
     * @return the principal, empty if there is none of exactly this ARN
     */
    public Optional<StoredPrincipal> find(IamArn arn) {
        return Optional.ofNullable(principals.get(nameOf(arn)))
                .filter(principal -> principal.arn().equals(arn));
    }

    /**
     * Makes a principal that does not exist yet.
     *
     * @param arn the role or user
     * @return the principal, empty if its name is taken
     */
    public Optional<StoredPrincipal> create(IamArn arn) {
        StoredPrincipal made = new StoredPrincipal(arn, ids.principalId(arn.kind()), clock.instant());
        return principals.putIfAbsent(nameOf(arn), made) == null ? Optional.of(made) : Optional.empty();
    }

    /** Looks a principal up by its name, whatever its path. */
    public Optional<StoredPrincipal> named(IamArn arn) {
        return Optional.ofNullable(principals.get(nameOf(arn)));
    }

    /** The roles of an account, in no order. */
    public List<StoredPrincipal> roles(String partition, String account) {
        return principals.values().stream()
                .filter(principal -> principal.arn().isRole()
                        && principal.arn().account().equals(account)
                        && principal.arn().partition().equals(partition))
                .toList();
    }

    /**
     * The question when an entry is made or a role assumed: is there such a principal? Unless IAM is strict, any
     * principal that could exist does so from then on. The root of an account always exists.
     */
    public Optional<StoredPrincipal> resolve(IamArn arn) {
        if (arn.kind() == IamArn.Kind.ROOT) {
            return Optional.of(new StoredPrincipal(arn, arn.account(), Instant.EPOCH));
        }
        if (strict || !arn.canExist()) {
            return find(arn);
        }
        return Optional.of(holderOfTheName(arn)).filter(found -> found.arn().equals(arn));
    }

    /** The same as EKS sees it, which does not know the newest principals yet. */
    public Optional<StoredPrincipal> resolveForEks(IamArn arn) {
        return resolve(arn).filter(principal -> !principal.createdAt().isAfter(delays.latestOfIam()));
    }

    /** Neither path nor letter case tell two principals of an account apart. */
    private static String nameOf(IamArn arn) {
        return arn.partition() + ":" + arn.account() + ":" + arn.kind().resourceType() + "/"
                + arn.name().toLowerCase(Locale.ROOT);
    }

    private StoredPrincipal holderOfTheName(IamArn arn) {
        return principals.computeIfAbsent(
                nameOf(arn), name -> new StoredPrincipal(arn, ids.principalId(arn.kind()), clock.instant()));
    }

    /**
     * Deletes a principal with its credentials. Access entries for it stay.
     *
     * @param arn the role or user
     * @return {@code true} if it existed
     */
    public boolean delete(IamArn arn) {
        Optional<StoredPrincipal> principal = find(arn);
        if (principal.isEmpty() || !principals.remove(nameOf(arn), principal.get())) {
            return false;
        }
        keys.values().removeIf(key -> key.owner().equals(principal.get()));
        standing.values().removeIf(key -> key.owner().equals(principal.get()));
        return true;
    }

    /**
     * Makes new credentials of a user, valid for good.
     *
     * @param user a user that exists
     * @return the credentials
     * @throws IllegalStateException if the user was deleted meanwhile
     */
    public AccessKey newUserKey(StoredPrincipal user) {
        return addUserKey(user, ids.accessKeyId("AKIA"), ids.secretAccessKey());
    }

    /**
     * Gives a user credentials of the caller's choice.
     *
     * @param user a user that exists
     * @param accessKeyId the id
     * @param secretAccessKey the secret
     * @return the credentials
     * @throws IllegalStateException if the user was deleted meanwhile
     */
    public AccessKey addUserKey(StoredPrincipal user, String accessKeyId, String secretAccessKey) {
        return add(AccessKey.ofUser(user, accessKeyId, secretAccessKey));
    }

    /**
     * Makes credentials of a session, which end after an hour.
     *
     * @param role a role that exists
     * @param sessionName the name of the session
     * @return the credentials
     * @throws IllegalStateException if the role was deleted meanwhile
     */
    public AccessKey newSession(StoredPrincipal role, String sessionName) {
        return newSession(role, sessionName, SESSION);
    }

    /** A session of a user, by temporary credentials. */
    public AccessKey newUserSession(StoredPrincipal user, Duration duration, boolean mfa) {
        Instant end = clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS);
        return add(AccessKey.ofUserSession(user, end, mfa, ids));
    }

    /** The end is a whole second, since STS gives no fractions. */
    public AccessKey newSession(StoredPrincipal role, String sessionName, Duration duration) {
        Instant end = clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS);
        return add(AccessKey.ofSession(role, sessionName, end, ids));
    }

    /**
     * Finds the credentials that a user first got, or those of a session that still runs; makes them if there are none.
     *
     * @param principal a principal that exists
     * @param sessionName the name of the session; ignored for a user
     * @return the credentials, the same again until they end
     * @throws IllegalStateException if the principal was deleted meanwhile
     */
    public AccessKey standingKey(StoredPrincipal principal, String sessionName) {
        boolean role = principal.arn().isRole();
        String holder = role ? principal.id() + ":" + sessionName : principal.id();
        AccessKey first = standing.get(holder);
        if (first != null && !first.hasEnded(clock.instant())) {
            return first;
        }
        AccessKey made = role ? newSession(principal, sessionName) : newUserKey(principal);
        return standing.getOrDefault(holder, made);
    }

    private AccessKey add(AccessKey key) {
        keys.put(key.accessKeyId(), key);
        // A session of a user is for whoever asked STS for it; the user's own keys stay the standing ones.
        if (key.owner().arn().isRole() || key.sessionToken().isEmpty()) {
            standing.merge(key.caller().userId(), key, (first, next) -> first.hasEnded(clock.instant()) ? next : first);
        }
        if (!find(key.owner().arn()).equals(Optional.of(key.owner()))) {
            keys.remove(key.accessKeyId(), key);
            standing.values().remove(key);
            throw new IllegalStateException(
                    key.owner().arn() + " was deleted and has no credentials; create the principal again");
        }
        return key;
    }

    /**
     * Looks credentials up.
     *
     * @param accessKeyId the id
     * @return the credentials, ended or not; empty if there are none
     */
    public Optional<AccessKey> key(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /**
     * What principals are not allowed.
     *
     * @return the denials, none at first
     */
    public Denials denials() {
        return denials;
    }

    /**
     * What makes the roles of permission sets.
     *
     * @return the one of all accounts
     */
    public IdentityCenter identityCenter() {
        return identityCenter;
    }

    /** Forgets all principals, their keys and what they are denied. */
    public void clear() {
        principals.clear();
        keys.clear();
        standing.clear();
        denials.clear();
        identityCenter.clear();
    }
}
