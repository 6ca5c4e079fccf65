package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes user name with placeholders, as in access entries and the {@code aws-auth} ConfigMap; they are filled in
 * when a session authenticates. Groups of {@code aws-auth} are templates too.
 *
 * <p>Text in double braces that is not a {@link Placeholder} is kept as it is. Letter case counts, and blanks are not
 * allowed between the braces. Immutable, equal by text.
 */
public final class UsernameTemplate {

    /** The placeholders, in the order in which they are filled in. */
    public enum Placeholder {
        /** The private DNS name of the EC2 instance that the session is named after. */
        EC2_PRIVATE_DNS_NAME("EC2PrivateDNSName", "[A-Za-z0-9.-]+"),
        /** The account of the role or user. */
        ACCOUNT_ID("AccountID", "[0-9]{12}"),
        /** The name of the session with {@code -} for each {@code @}; empty for a user. */
        SESSION_NAME("SessionName", "[\\w+=,.-]{2,64}"),
        /** The name of the session as it is; empty for a user. */
        SESSION_NAME_RAW("SessionNameRaw", "[\\w+=,.@-]{2,64}"),
        /** The id of the access key that signed the token. */
        ACCESS_KEY_ID("AccessKeyID", "[A-Z0-9]{16,128}");

        private final String variable;
        /** The values that AWS allows. */
        private final String values;

        Placeholder(String variable, String values) {
            this.variable = variable;
            this.values = values;
        }

        /**
         * The placeholder as it is written in a template.
         *
         * @return for example <code>{{SessionName}}</code>
         */
        public String text() {
            return "{{" + variable + "}}";
        }
    }

    private static final String OPEN = "{{";
    private static final String SESSION_NAME_START = "{{SessionName";

    private static final Map<String, Placeholder> BY_VARIABLE = Stream.of(Placeholder.values())
            .collect(Collectors.toUnmodifiableMap(each -> each.variable, Function.identity()));

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{(?<variable>" + String.join("|", BY_VARIABLE.keySet()) + ")}}");

    private final String text;
    /** Compiled when it is first needed; several threads may compile the same one. */
    private @Nullable Pattern names;

    private UsernameTemplate(String text) {
        this.text = text;
    }

    /**
     * Creates a template from its text. Any text is a template; {@link EntryRules#requireUsername} checks what EKS
     * accepts for an entry.
     *
     * @param text the user name, with or without placeholders
     * @return the template
     */
    public static UsernameTemplate of(String text) {
        return new UsernameTemplate(requireNonNull(text, "text"));
    }

    /**
     * The template as it is, for programs; {@link #toString()} is for people.
     *
     * @return the user name with its placeholders
     */
    public String text() {
        return text;
    }

    /**
     * The placeholders of the template.
     *
     * @return each placeholder once
     */
    public Set<Placeholder> placeholders() {
        Set<Placeholder> found = EnumSet.noneOf(Placeholder.class);
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            found.add(placeholderOf(placeholder));
        }
        return found;
    }

    private static Placeholder placeholderOf(Matcher found) {
        return Objects.requireNonNull(BY_VARIABLE.get(found.group("variable")));
    }

    /**
     * Whether the template is a fixed text.
     *
     * @return {@code false} if it has double braces, around a known placeholder or something else
     */
    public boolean isFixed() {
        return !text.contains(OPEN);
    }

    /**
     * The text before the first placeholder.
     *
     * @return the prefix of every user name of this template; the whole text if it has no placeholder
     */
    public String fixedStart() {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.find() ? text.substring(0, placeholder.start()) : text;
    }

    /**
     * Whether a colon separates the session name from the text before it, as EKS requires for entries: sessions choose
     * their names, and without the colon one could assume the name of another user.
     *
     * @return {@code true} if the template has no session name, or has a colon before the first one
     */
    public boolean keepsSessionNamesApart() {
        int sessionName = text.indexOf(SESSION_NAME_START);
        return sessionName < 0 || text.lastIndexOf(':', sessionName) >= 0;
    }

    /**
     * Fills in the account id, which is the same for all sessions of a principal.
     *
     * @param accountId the account of the principal
     * @return the template without this placeholder
     */
    public UsernameTemplate withAccountId(String accountId) {
        requireNonNull(accountId, "accountId");
        return with(Placeholder.ACCOUNT_ID, accountId);
    }

    /**
     * Fills in the name of a session, as it is and with {@code -} for each {@code @}.
     *
     * @param sessionName the name of a session; empty for a user, who has none
     * @return the template without these placeholders
     */
    public UsernameTemplate withSessionName(String sessionName) {
        requireNonNull(sessionName, "sessionName");
        return with(Placeholder.SESSION_NAME, sessionName.replace('@', '-'))
                .with(Placeholder.SESSION_NAME_RAW, sessionName);
    }

    private UsernameTemplate with(Placeholder placeholder, String value) {
        return of(text.replace(placeholder.text(), value));
    }

    /**
     * The user name of a session, filled in as the public authenticator does: plain replacement, one placeholder after the
     * other.
     *
     * @param values the value of a placeholder that the template has, empty if it is not known; never asked for
     *     {@link Placeholder#SESSION_NAME}, which follows from {@link Placeholder#SESSION_NAME_RAW}
     * @return the name, empty if a value is not known
     */
    public Optional<String> render(Function<Placeholder, Optional<String>> values) {
        requireNonNull(values, "values");
        UsernameTemplate filled = this;
        for (Placeholder placeholder : Placeholder.values()) {
            if (filled.text.contains(placeholder.text())) {
                boolean altered = placeholder == Placeholder.SESSION_NAME;
                Optional<String> value = values.apply(altered ? Placeholder.SESSION_NAME_RAW : placeholder);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                filled = filled.with(placeholder, altered ? value.get().replace('@', '-') : value.get());
            }
        }
        return Optional.of(filled.text);
    }

    /**
     * Whether this template can produce a user name, given the values that AWS allows for each placeholder. A
     * placeholder that occurs more than once has the same value everywhere.
     *
     * @param username a user name
     * @return {@code true} if some values produce it
     */
    public boolean canBe(String username) {
        requireNonNull(username, "username");
        Pattern pattern = names;
        if (pattern == null) {
            pattern = pattern();
            names = pattern;
        }
        return pattern.matcher(username).matches();
    }

    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        Set<Placeholder> before = EnumSet.noneOf(Placeholder.class);
        Matcher found = PLACEHOLDER.matcher(text);
        int literal = 0;
        while (found.find()) {
            Placeholder placeholder = placeholderOf(found);
            pattern.append(Pattern.quote(text.substring(literal, found.start())))
                    .append(
                            before.add(placeholder)
                                    ? "(?<" + placeholder.variable + ">" + placeholder.values + ")"
                                    : "\\k<" + placeholder.variable + ">");
            literal = found.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(text.substring(literal))).toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UsernameTemplate template && text.equals(template.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * The template, for people to read.
     *
     * @return the same as {@link #text()}, with escapes in place of characters that cannot be seen
     */
    @Override
    public String toString() {
        return PlainText.of(text);
    }
}
