package io.github.accessentries.token;

import java.util.function.IntPredicate;

/** Which texts, with one character per byte, are accepted as the URL of a token. */
final class UrlForm {

    /** What signers write: no blank, no fragment, no empty parameter, and in the query only what RFC 3986 allows. */
    static final UrlForm EXACT = new UrlForm(
            character -> character > ' ' && character != '#',
            character -> Character.isLetterOrDigit(character) || "-._~!$&'()*+,:=@/?%".indexOf(character) >= 0,
            false);

    /** What Go's parser accepts: a fragment, which is ignored, empty parameters, and any character in the query. */
    static final UrlForm LENIENT = new UrlForm(character -> character >= ' ', character -> true, true);

    private static final int BYTES = 0x100;
    private static final int DELETE = 0x7F;

    private final boolean[] inUrl = new boolean[BYTES];
    private final boolean[] inQuery = new boolean[BYTES];
    private final boolean emptyParameters;

    private UrlForm(IntPredicate inUrl, IntPredicate asciiInQuery, boolean emptyParameters) {
        for (int character = 0; character < BYTES; character++) {
            this.inUrl[character] = character != DELETE && inUrl.test(character);
            // Old servers treat a semicolon as a separator.
            this.inQuery[character] = character != ';' && character < DELETE && asciiInQuery.test(character);
        }
        this.emptyParameters = emptyParameters;
    }

    boolean admits(String url) {
        return consistsOf(inUrl, url);
    }

    boolean admitsAsQuery(String rawQuery) {
        return consistsOf(inQuery, rawQuery);
    }

    boolean admitsEmptyParameters() {
        return emptyParameters;
    }

    private static boolean consistsOf(boolean[] admitted, String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!admitted[text.charAt(at)]) {
                return false;
            }
        }
        return true;
    }
}
