package io.github.accessentries.testkit.internal.service.iam;

import java.time.Instant;
import java.util.Optional;

/** Credentials of a principal: those of a user are valid for good, those of a role until its session ends. */
public final class AccessKey {

    private final String accessKeyId;
    private final String secretAccessKey;
    private final Optional<String> sessionToken;
    private final Optional<Instant> end;
    private final StoredPrincipal owner;
    private final Caller caller;
    private final boolean mfa;

    private AccessKey(
            String accessKeyId,
            String secretAccessKey,
            Optional<String> sessionToken,
            Optional<Instant> end,
            StoredPrincipal owner,
            Caller caller,
            boolean mfa) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.sessionToken = sessionToken;
        this.end = end;
        this.owner = owner;
        this.caller = caller;
        this.mfa = mfa;
    }

    static AccessKey ofUser(StoredPrincipal user, String accessKeyId, String secretAccessKey) {
        Caller caller = new Caller(user.arn().account(), user.arn().toString(), user.id(), user);
        return new AccessKey(accessKeyId, secretAccessKey, Optional.empty(), Optional.empty(), user, caller, false);
    }

    static AccessKey ofSession(StoredPrincipal role, String sessionName, Instant end, Ids ids) {
        Caller caller = new Caller(
                role.arn().account(), role.arn().sessionArn(sessionName), role.id() + ":" + sessionName, role);
        return new AccessKey(
                ids.accessKeyId("ASIA"),
                ids.secretAccessKey(),
                Optional.of(ids.sessionToken()),
                Optional.of(end),
                role,
                caller,
                false);
    }

    /** Temporary credentials of a user, who may have shown a second factor for them. */
    static AccessKey ofUserSession(StoredPrincipal user, Instant end, boolean mfa, Ids ids) {
        return new AccessKey(
                ids.accessKeyId("ASIA"),
                ids.secretAccessKey(),
                Optional.of(ids.sessionToken()),
                Optional.of(end),
                user,
                new Caller(user.arn().account(), user.arn().toString(), user.id(), user),
                mfa);
    }

    /**
     * The id, which is no secret.
     *
     * @return {@code AKIA…} for a user, {@code ASIA…} for a session
     */
    public String accessKeyId() {
        return accessKeyId;
    }

    /**
     * What requests are signed with.
     *
     * @return the secret
     */
    public String secretAccessKey() {
        return secretAccessKey;
    }

    /**
     * What a session must send along.
     *
     * @return the token, empty for a user
     */
    public Optional<String> sessionToken() {
        return sessionToken;
    }

    /**
     * When the credentials end.
     *
     * @return the end of the session, empty for a user
     */
    public Optional<Instant> end() {
        return end;
    }

    /**
     * Who the credentials stand for.
     *
     * @return the caller
     */
    public Caller caller() {
        return caller;
    }

    /**
     * Whether the credentials have ended.
     *
     * @param now the present time
     * @return {@code true} from the end on
     */
    public boolean hasEnded(Instant now) {
        return end.isPresent() && !now.isBefore(end.get());
    }

    /** Whether a second factor was shown for them. */
    public boolean hasMfa() {
        return mfa;
    }

    /**
     * Whose credentials these are.
     *
     * @return the user, or the role of the session
     */
    public StoredPrincipal owner() {
        return owner;
    }

    /**
     * The id and the caller, without anything secret.
     *
     * @return for example {@code AKIA… of arn:aws:iam::111122223333:user/ana}
     */
    @Override
    public String toString() {
        return accessKeyId + " of " + caller.arn();
    }
}
