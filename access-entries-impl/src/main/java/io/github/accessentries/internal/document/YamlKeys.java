package io.github.accessentries.internal.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * The tokens that will have begun a key if a colon follows, one at most for each level of brackets.
 */
final class YamlKeys {

    /** So far after the start of a key, and on the same line, its colon must stand. */
    private static final int LONGEST = 1024;

    private final YamlCursor text;
    private final List<@Nullable Possible> levels = new ArrayList<>();
    private final Map<Integer, Possible> byToken = new HashMap<>();

    /**
     * What may be a key.
     *
     * @param token the number of the token that begins it
     * @param mark where it begins
     * @param required whether nothing but a key may stand there
     */
    record Possible(int token, Mark mark, boolean required) {}

    YamlKeys(YamlCursor text) {
        this.text = text;
        levels.add(null);
    }

    int depth() {
        return levels.size() - 1;
    }

    boolean inBlock() {
        return depth() == 0;
    }

    void openBracket() {
        levels.add(null);
    }

    /** Brackets that were never opened are for the grammar to find. */
    void closeBracket() {
        forget();
        if (!inBlock()) {
            levels.remove(levels.size() - 1);
        }
    }

    void save(int token, boolean required) {
        remove();
        Possible key = new Possible(token, text.mark(), required);
        levels.set(depth(), key);
        byToken.put(token, key);
    }

    /** From here on, what stood there can be no key. */
    void remove() {
        Possible key = levels.get(depth());
        if (key != null && key.required()) {
            throw noColon(key);
        }
        forget();
    }

    /** The key that a colon ends here, {@code null} if there is none. */
    @Nullable
    Possible take() {
        Possible key = levels.get(depth());
        boolean possible = key != null && isPossible(key);
        forget();
        return possible ? key : null;
    }

    /** Whether a token may turn out to begin a key. */
    boolean mayBegin(int token) {
        Possible key = byToken.get(token);
        return key != null && isPossible(key);
    }

    private boolean isPossible(Possible key) {
        if (key.mark().getLine() == text.line() && key.mark().getIndex() + LONGEST >= text.index()) {
            return true;
        }
        if (key.required()) {
            throw noColon(key);
        }
        byToken.remove(key.token());
        return false;
    }

    private void forget() {
        Possible key = levels.set(depth(), null);
        if (key != null) {
            byToken.remove(key.token());
        }
    }

    private ScannerException noColon(Possible key) {
        return new ScannerException(
                "while scanning a simple key", key.mark(), "could not find expected ':'", text.mark());
    }
}
