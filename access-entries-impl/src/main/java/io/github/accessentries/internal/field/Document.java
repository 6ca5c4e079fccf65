package io.github.accessentries.internal.field;

import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A text of YAML or JSON as fields. Nothing of it is made into objects: what was written stays as it was written, leading zeros of
 * accounts included, and everything knows its line. Collects the faults that are found on the way. Not thread-safe.
 */
public final class Document {

    static final String WITHOUT_ALIASES = "has an alias, which is not supported there; write out what it stands for";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** As long as Kubernetes lets all annotations of an object be, one of which may be the object again in one line. */
    private static final int LONGEST_LINE = 1 << 18;

    private static final int MOST_FAULTS = 1_000;

    private final String what;
    private final ScalarReading scalars;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Field> roots = new ArrayList<>();
    private final HiddenTexts hidden = new HiddenTexts();

    private Document(String what, ScalarReading scalars) {
        this.what = what;
        this.scalars = scalars;
    }

    /**
     * Reads a text with one document.
     *
     * @param text the text; a byte order mark before it means nothing
     * @param what what it should be, for example {@code CloudFormation template}
     * @param limits how much it may ask; without aliases in them, none may stand in the text
     * @return the document
     * @throws InvalidDesiredAccessException if it is neither YAML nor JSON, is empty, has several documents, or goes beyond a limit
     */
    public static Document parse(String text, String what, DocumentLimits limits) {
        Document document = parseAll(text, what, limits);
        if (document.roots.isEmpty()) {
            throw refused("the " + what, "is empty");
        }
        if (document.roots.size() > 1) {
            throw document.refused(
                    document.roots.get(1), "another document begins here; put it into a file of its own");
        }
        return document;
    }

    /**
     * Reads a text with any number of documents, in their order. Empty ones are none.
     *
     * @param text the text; a byte order mark before it means nothing
     * @param what what it should be
     * @param limits how much it may ask; without aliases in them, none may stand in the text
     * @return the documents as one
     * @throws InvalidDesiredAccessException if it is neither YAML nor JSON, or goes beyond a limit
     */
    public static Document parseAll(String text, String what, DocumentLimits limits) {
        return parseAll(text, what, limits, ScalarReading.AS_WRITTEN);
    }

    /**
     * Reads a text with any number of documents, in their order. Empty ones are none.
     *
     * @param text the text; a byte order mark before it means nothing
     * @param what what it should be
     * @param limits how much it may ask; without aliases in them, none may stand in the text
     * @param scalars what is made of scalars without quotes
     * @return the documents as one
     * @throws InvalidDesiredAccessException if it is neither YAML nor JSON, or goes beyond a limit
     */
    public static Document parseAll(String text, String what, DocumentLimits limits, ScalarReading scalars) {
        String content = withoutMark(text);
        Document document = new Document(what, scalars);
        Optional<Field> json = JsonFields.read(content, document, limits);
        if (json.isPresent()) {
            document.roots.add(json.get());
            return document;
        }
        document.refuseLongLines(content);
        try {
            YamlFields yaml = new YamlFields(document, content, limits);
            BoundedYaml.composeAll(content, limits).forEach(root -> document.roots.add(yaml.root(root)));
        } catch (YAMLException e) {
            if (!limits.allowsAliases() && !(e instanceof MarkedYAMLException)) {
                refuseAliases(document, content, limits);
            }
            YamlFault fault = YamlFault.of(e, content, limits);
            throw fault.line() == 0
                    ? refused("the " + what, fault.reason())
                    : document.refused(fault.line(), fault.reason());
        }
        return document;
    }

    /**
     * Reads a text with one document of JSON, which may be large.
     *
     * @param text the text; a byte order mark before it means nothing
     * @param what what it should be
     * @param limits how much it may ask
     * @param excerpt which parts of it are kept
     * @return the document
     * @throws InvalidDesiredAccessException if it is no JSON, has anything behind it, or goes beyond a limit
     */
    public static Document parseJson(String text, String what, DocumentLimits limits, Excerpt excerpt) {
        Document document = new Document(what, ScalarReading.AS_WRITTEN);
        document.roots.add(JsonFields.require(withoutMark(text), document, limits, excerpt));
        return document;
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** The reader of YAML takes quadratic time over a long word: over these at most four times what it takes over short ones. */
    private void refuseLongLines(String text) {
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            if (end - start > LONGEST_LINE) {
                throw refused(
                        line,
                        "is no JSON, and as YAML this line is longer than " + LONGEST_LINE
                                + " characters; mend the JSON, or break the line");
            }
            start = end + 1;
        }
    }

    /** The reader does not say where there are too many. */
    private static void refuseAliases(Document document, String text, DocumentLimits limits) {
        OptionalInt line = BoundedYaml.lineOfFirstAlias(text, limits);
        if (line.isPresent()) {
            throw document.refused(line.getAsInt(), WITHOUT_ALIASES);
        }
    }

    private static InvalidDesiredAccessException refused(String place, String reason) {
        return new InvalidDesiredAccessException(List.of(Fault.of("", place, reason)));
    }

    /** What ends the reading at once. */
    InvalidDesiredAccessException refused(Field at, String reason) {
        return refused(at.place(), reason);
    }

    InvalidDesiredAccessException refused(String reason) {
        return refused("the " + what, reason);
    }

    InvalidDesiredAccessException refused(int line, String reason) {
        return refused("line " + line, "the " + what + " " + reason);
    }

    /** {@return the only document, or the first of several} */
    public Field root() {
        return roots.get(0);
    }

    /** {@return all documents} */
    public List<Field> roots() {
        return List.copyOf(roots);
    }

    /** {@return what is made of scalars without quotes} */
    ScalarReading scalars() {
        return scalars;
    }

    /** Nobody mends more at once, and a document of nothing but faults would fill the memory with them. */
    void fault(String place, String reason) {
        if (faults.size() == MOST_FAULTS) {
            faults.add(Fault.of("", "the " + what, "has more faults than these; mend them and read it again"));
            throw new InvalidDesiredAccessException(faults);
        }
        faults.add(Fault.of("", toldPlace(place), Brief.sentence(told(reason))));
    }

    /** {@return the texts that no message may show} */
    HiddenTexts hidden() {
        return hidden;
    }

    /**
     * What may be told of the document.
     *
     * @param message a message, which may have secrets in it
     * @return the message without what was hidden
     */
    public String told(String message) {
        return hidden.without(message);
    }

    /**
     * A place as it may be told.
     *
     * @param place a line, and whatever is known there, of which a name may be a secret
     * @return the place without what was hidden
     */
    public String toldPlace(String place) {
        int end = place.indexOf(',');
        return end < 0 ? place : place.substring(0, end) + told(place.substring(end));
    }

    /**
     * Ends the reading of a text that has faults.
     *
     * @throws InvalidDesiredAccessException with what was found to be wrong so far, in the order in which it was looked at
     */
    public void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidDesiredAccessException(faults);
        }
    }
}
