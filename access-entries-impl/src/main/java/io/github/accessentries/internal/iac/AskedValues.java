package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values for the placeholders of a document, which note what is asked of them: a name that nothing asks for is misspelt, or for another
 * document. Not thread-safe.
 */
public final class AskedValues extends AbstractMap<String, String> {

    private final Map<String, String> given;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * For reading one document.
     *
     * @param given what is given, by name
     */
    public AskedValues(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    @Override
    public @Nullable String get(Object name) {
        note(name);
        return given.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        note(name);
        return given.containsKey(name);
    }

    private void note(Object name) {
        if (name instanceof String text) {
            asked.add(text);
        }
    }

    /** To look at all of them asks for none. */
    @Override
    public Set<Entry<String, String>> entrySet() {
        return given.entrySet();
    }

    /**
     * What was given and not asked for.
     *
     * @return each name, quoted, with the one that was meant, if it is near to one
     */
    public List<String> unasked() {
        return given.keySet().stream()
                .filter(name -> !asked.contains(name))
                .sorted()
                .map(name -> PlainText.quoted(name)
                        + Likeness.didYouMean(name, asked.stream().filter(other -> !given.containsKey(other))))
                .toList();
    }
}
