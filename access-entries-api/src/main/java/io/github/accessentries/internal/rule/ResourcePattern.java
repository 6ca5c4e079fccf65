package io.github.accessentries.internal.rule;

import java.util.function.BiConsumer;

/**
 * A resource of a rule. Kubernetes compares it with the resource and subresource of a request, joined by a slash if there is a
 * subresource. {@code *} is for all of them, and {@code *}{@code /scale} for that subresource of every resource; a star is
 * nothing special anywhere else, nor is a slash at the end.
 */
public final class ResourcePattern {

    private static final char SLASH = '/';
    private static final String OF_ALL = RuleMatching.ALL + SLASH;

    private ResourcePattern() {}

    /**
     * Whether a rule's resource has that of a request.
     *
     * @param pattern the resource of a rule
     * @param resource that of a request
     * @param subresource that of a request, the empty text for none
     * @return {@code true} if it matches
     */
    public static boolean matches(String pattern, String resource, String subresource) {
        if (pattern.equals(RuleMatching.ALL)) {
            return true;
        }
        if (subresource.isEmpty()) {
            return pattern.equals(resource);
        }
        return isJoined(pattern, resource, subresource) || isJoined(pattern, RuleMatching.ALL, subresource);
    }

    /** Compared in place, since it would be joined anew for every rule. */
    private static boolean isJoined(String pattern, String resource, String subresource) {
        return pattern.length() == resource.length() + 1 + subresource.length()
                && pattern.startsWith(resource)
                && pattern.charAt(resource.length()) == SLASH
                && pattern.endsWith(subresource);
    }

    /**
     * All pairs of resource and subresource that a rule's resource names: itself, and what is before and after each of its
     * slashes. Those of {@code *} and {@code *}{@code /scale} have the star as their resource, which stands for all.
     *
     * @param pattern the resource of a rule
     * @param action takes each resource with its subresource, which is the empty text for none
     */
    public static void eachPair(String pattern, BiConsumer<String, String> action) {
        action.accept(pattern, "");
        for (int slash = pattern.indexOf(SLASH); slash >= 0; slash = pattern.indexOf(SLASH, slash + 1)) {
            if (slash + 1 < pattern.length()) {
                action.accept(pattern.substring(0, slash), pattern.substring(slash + 1));
            }
        }
    }

    /**
     * Where the subresource begins, if the resource before it has no slash, as the API server reads it off the path of a request.
     *
     * @param pattern the resource of a rule
     * @return the place of the first slash, -1 if there is none or nothing after it
     */
    public static int slash(String pattern) {
        int slash = pattern.indexOf(SLASH);
        return slash + 1 < pattern.length() ? slash : -1;
    }

    /**
     * The same subresource of every resource.
     *
     * @param pattern the resource of a rule
     * @return for example {@code *}{@code /scale}, or {@code *} if it has no subresource
     */
    public static String ofAllResources(String pattern) {
        int slash = slash(pattern);
        return slash < 0 ? RuleMatching.ALL : OF_ALL + pattern.substring(slash + 1);
    }

    /**
     * Whether one resource of a rule has all that another one has, in requests over the API, where no resource has a slash. A
     * review that somebody writes by hand can ask for a resource {@code pods/log} without a subresource, which is for a rule
     * for {@code pods/log} but not for one for {@code *}{@code /log}.
     *
     * @param wide a resource of a rule
     * @param narrow another one
     * @return {@code true} if nothing of the narrow one is missing
     */
    public static boolean covers(String wide, String narrow) {
        return wide.equals(RuleMatching.ALL)
                || wide.equals(narrow)
                || (slash(narrow) >= 0 && wide.equals(ofAllResources(narrow)));
    }
}
