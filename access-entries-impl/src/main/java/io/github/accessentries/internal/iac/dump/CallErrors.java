package io.github.accessentries.internal.iac.dump;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a file where an answer was expected: errors of the tools, and output that is for people. */
final class CallErrors {

    /** Whole lines, which no JSON or YAML of these tools has at its margin. */
    private static final Pattern OF_AWS = Pattern.compile(
            "(?:aws: \\[ERROR\\]: )?An error occurred \\((\\w{1,99})\\) when calling the (\\w{1,99}) operation\\b.*");

    private static final Pattern OF_KUBECTL =
            Pattern.compile("(?:error: .*)?Error from server(?: \\((\\w{1,99})\\))?: .*");

    private static final Pattern REASON = Pattern.compile("\\w{1,99}");

    private static final List<String> STARTS_OF_ERRORS = List.of(
            "Unable to locate credentials",
            "Unable to connect to the server",
            "Could not connect to the endpoint URL",
            "The connection to the server",
            "The config profile",
            "The SSO session",
            "Error loading SSO Token",
            "You must specify a region",
            "No resources found",
            "aws: error",
            "aws: [ERROR]",
            "usage: aws",
            "Unknown options",
            "error: ");

    private static final Map<String, String> MEANINGS = Map.of(
            "AccessDeniedException", "the caller may not make this call",
            "AccessDenied", "the caller may not make this call",
            "Forbidden", "the caller may not read this",
            "ResourceNotFoundException", "there is none; it may have been deleted while the dump was made",
            "NotFound", "there is none, at least in the namespace that was asked",
            "InvalidRequestException",
                    "EKS refuses the call, as it does where the authentication mode has no access entries",
            "ThrottlingException", "too many calls were made",
            "TooManyRequestsException", "too many calls were made",
            "ExpiredTokenException", "the caller's credentials had expired",
            "UnrecognizedClientException", "the caller's credentials are not valid");

    private static final Pattern TEXT_OF_AWS =
            Pattern.compile("(?:ACCESSENTR(?:Y|IES)|ASSOCIATEDACCESSPOLICIES|ACCESSPOLICIES|ACCESSSCOPE|CLUSTER)\\t");
    private static final Pattern TABLE_OF_AWS = Pattern.compile("-{3,}\\R\\s*\\|");
    private static final Pattern TABLE_OF_KUBECTL = Pattern.compile("(?:NAMESPACE\\s+)?NAME\\s");

    private static final int MOST_OF_A_LINE = 1000;

    private CallErrors() {}

    /**
     * What remains of a text when the lines of errors are taken out of it.
     *
     * @param rest the text without them
     * @param errors what each of them means
     */
    record Parted(String rest, List<String> errors) {}

    static Parted of(String text) {
        List<String> errors = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int kept = 0;
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            Optional<String> error = error(text, start, end);
            if (error.isPresent()) {
                errors.add(error.get());
                // The line feed stays, so that the lines of what follows keep their numbers.
                rest.append(text, kept, start);
                kept = end;
            }
            start = end + 1;
        }
        return new Parted(
                errors.isEmpty() ? text : rest.append(text, kept, text.length()).toString(), errors);
    }

    /** Errors begin with a letter at the margin, and are of one line. */
    private static Optional<String> error(String text, int start, int end) {
        return start < end && Character.isLetter(text.charAt(start))
                ? error(text.substring(start, Math.min(end, start + MOST_OF_A_LINE))
                        .stripTrailing())
                : Optional.empty();
    }

    private static Optional<String> error(String line) {
        Matcher aws = OF_AWS.matcher(line);
        if (aws.matches()) {
            return Optional.of("holds an error of the AWS CLI, " + aws.group(1) + " of " + aws.group(2)
                    + meaning(aws.group(1)) + "; make the call again");
        }
        Matcher kubectl = OF_KUBECTL.matcher(line);
        if (kubectl.matches()) {
            String reason = Optional.ofNullable(kubectl.group(1)).orElse("");
            return Optional.of("holds an error of kubectl" + (reason.isEmpty() ? "" : ", " + reason) + meaning(reason)
                    + "; make the call again");
        }
        return STARTS_OF_ERRORS.stream()
                .filter(line::startsWith)
                .findFirst()
                .map(start ->
                        "holds an error in place of an answer, \"" + PlainText.of(start) + "…\"; make the call again");
    }

    /** What the API server answers in place of objects when it refuses a call, as {@code kubectl get --raw} prints it. */
    static Optional<String> ofStatus(JsonObject json) {
        if (!isText(json, "kind", "Status") || !isText(json, "status", "Failure")) {
            return Optional.empty();
        }
        String reason = json.get("reason") instanceof JsonPrimitive text
                        && REASON.matcher(text.getAsString()).matches()
                ? text.getAsString()
                : "";
        return Optional.of("is an error of the API server" + (reason.isEmpty() ? "" : ", " + reason) + meaning(reason)
                + "; make the call again");
    }

    private static boolean isText(JsonObject json, String member, String value) {
        return json.get(member) instanceof JsonPrimitive text
                && text.getAsString().equals(value);
    }

    private static String meaning(String code) {
        String meaning = MEANINGS.get(code);
        return meaning == null ? "" : ": " + meaning;
    }

    /** Why a text that is no error is no answer either, if it is output for people. */
    static Optional<String> forPeople(String text) {
        String content = text.stripLeading();
        if (TEXT_OF_AWS.matcher(content).lookingAt()
                || TABLE_OF_AWS.matcher(content).lookingAt()) {
            return Optional.of("is a text or table of the AWS CLI, which does not say what each value is; call it with"
                    + " --output json");
        }
        return TABLE_OF_KUBECTL.matcher(content).lookingAt()
                ? Optional.of("is a table of kubectl; call it with -o json")
                : Optional.empty();
    }
}
