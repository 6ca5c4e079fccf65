package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;

/**
 * How much a template may make of itself. Loops in loops and texts of texts grow by multiplication, so everything that
 * is made is counted.
 */
final class EvaluationBudget {

    /** A template of the largest size that is read has fewer values by far. */
    private static final int MOST_STEPS = 4_000_000;

    /** CloudFormation takes 500 resources. */
    private static final int MOST_LOOPED = 20_000;

    private static final int MOST_CHARACTERS = 32 << 20;

    /** A whole template has no more. */
    private static final int LONGEST_TEXT = 1 << 20;

    /** Each level is some calls of Java; nobody's references go through so many others. */
    private static final int DEEPEST = 200;

    private int steps;
    private int looped;
    private int characters;
    private int depth;

    /** One more value is looked at, within those that are being looked at. */
    void enter() throws Unanswered {
        steps++;
        if (steps > MOST_STEPS || characters > MOST_CHARACTERS) {
            throw new Unanswered("cannot be read, since the functions of this template make more than " + MOST_STEPS
                    + " values or " + MOST_CHARACTERS + " characters; split the template");
        }
        if (depth == DEEPEST) {
            throw new Unanswered("leads through more than " + DEEPEST + " functions and references, one within the"
                    + " other; give a value for one of them");
        }
        depth++;
    }

    void leave() {
        depth--;
    }

    /** One more member is made by a loop; too many are a fault of the document. */
    void loop(Field loop) throws Unanswered {
        looped++;
        if (looped > MOST_LOOPED) {
            Unanswered reason = new Unanswered("is a loop in a template whose loops make more than " + MOST_LOOPED
                    + " members, and CloudFormation takes 500 resources; split the template");
            if (looped == MOST_LOOPED + 1) {
                loop.fault(reason.reason());
            }
            throw reason;
        }
    }

    /** Whether a text that is being made may be so long. */
    void length(long length) throws Unanswered {
        if (length > LONGEST_TEXT) {
            throw new Unanswered("makes a text of more than " + LONGEST_TEXT + " characters, which CloudFormation"
                    + " refuses; shorten it");
        }
    }

    String made(CharSequence text) throws Unanswered {
        length(text.length());
        characters += text.length();
        return text.toString();
    }
}
