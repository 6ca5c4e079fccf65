package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn.Kind;
import io.github.accessentries.internal.text.PlainText;
import java.util.regex.Pattern;

/** Parses the text of an ARN and, if it is not a role or user, says what to use instead. */
final class PrincipalArnParser {

    private static final int SECTIONS = 6;
    private static final Pattern ROOT = Pattern.compile("arn:aws(-[a-z0-9]+)*:iam::[0-9]{12}:root");

    private PrincipalArnParser() {}

    /** Holds as it is what {@link #parse} refuses. */
    static PrincipalArn parseLeniently(String text) {
        requireNonNull(text, "arn");
        if (text.isBlank()) {
            throw new IllegalArgumentException("The ARN of a principal is blank");
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException notARoleOrUser) {
            String[] sections = text.split(":", SECTIONS);
            if (sections.length != SECTIONS || !sections[0].equals("arn")) {
                return PrincipalArn.asItIs("", "", Kind.OTHER, text, text);
            }
            Kind kind = ROOT.matcher(text).matches() ? Kind.ROOT : Kind.OTHER;
            return PrincipalArn.asItIs(sections[1], sections[4], kind, sections[5], text);
        }
    }

    static PrincipalArn parse(String text) {
        requireNonNull(text, "arn");
        String[] sections = text.split(":", SECTIONS);
        if (sections.length != SECTIONS || !sections[0].equals("arn")) {
            throw refusal(
                    text,
                    "is not an ARN; expected arn:PARTITION:iam::ACCOUNT:role/NAME or arn:PARTITION:iam::ACCOUNT:user/NAME");
        }
        String partition = sections[1];
        String service = sections[2];
        String region = sections[3];
        String account = sections[4];
        String resource = sections[5];
        if (service.equals("sts")) {
            throw refusedSession(text, partition, account, resource);
        }
        if (!service.equals("iam")) {
            throw refusal(
                    text,
                    "belongs to service " + PlainText.quoted(service) + "; an access entry is for an IAM role or user,"
                            + " so name one");
        }
        if (!region.isEmpty()) {
            throw refusal(text, "names a region; IAM is global, so leave the part after \"iam:\" empty");
        }
        int slash = resource.indexOf('/');
        String type = slash < 0 ? resource : resource.substring(0, slash);
        String nameWithPath = slash < 0 ? "" : resource.substring(slash);
        try {
            return switch (type) {
                case "role" -> PrincipalArn.of(partition, account, Kind.ROLE, nameWithPath);
                case "user" -> PrincipalArn.of(partition, account, Kind.USER, nameWithPath);
                default -> throw new IllegalArgumentException(reasonAgainst(type));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Principal " + PlainText.quoted(text) + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refusedSession(
            String text, String partition, String account, String resource) {
        String[] parts = resource.split("/", -1);
        if (parts[0].equals("assumed-role") && parts.length > 1) {
            return refusal(
                    text,
                    "is a session of a role, and access entries are for the role itself; use"
                            + " arn:" + partition + ":iam::"
                            + account + ":role/" + parts[1] + ", with the role's path before the name if it has one");
        }
        return refusal(text, "is temporary; name the IAM role or user behind it");
    }

    private static String reasonAgainst(String type) {
        return switch (type) {
            case "group" -> "an IAM group is not a principal; name a role that its members can assume, or each user";
            case "root" -> "an access entry for the account root lets nobody in; name a role or user";
            case "instance-profile" -> "an instance profile is not a principal; name the role that it contains";
            default ->
                PlainText.quoted(type)
                        + " is not a kind of principal that can have an access entry; name a role or user";
        };
    }

    private static IllegalArgumentException refusal(String text, String reason) {
        return new IllegalArgumentException("Principal " + PlainText.quoted(text) + " " + PlainText.of(reason));
    }
}
