package io.github.accessentries.internal.iac.dump;

import io.github.accessentries.internal.iac.dump.Answer.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pages of one list, put together. A page that goes on is followed by the one that stands right behind it, as where all pages
 * are written to one file; of pages in different files it cannot be told whether one is missing.
 *
 * @param items what is on all of them; of lists that contradict each other, what is on any
 * @param gap why these may not be all
 */
record Pages<T>(List<T> items, Optional<String> gap) {

    static <T> Pages<T> of(String list, List<Page<T>> pages) {
        List<Set<T>> whole = new ArrayList<>();
        List<String> wholeAt = new ArrayList<>();
        Set<T> any = new LinkedHashSet<>();
        String cut = "";
        Set<T> chain = new LinkedHashSet<>();
        for (int i = 0; i < pages.size(); i++) {
            Page<T> page = pages.get(i);
            any.addAll(page.items());
            chain.addAll(page.items());
            boolean isFollowed = i + 1 < pages.size() && pages.get(i + 1).order() == page.order() + 1;
            if (!page.goesOn()) {
                whole.add(chain);
                wholeAt.add(page.place());
                chain = new LinkedHashSet<>();
            } else if (!isFollowed) {
                cut = page.place();
                chain = new LinkedHashSet<>();
            }
        }
        return new Pages<>(List.copyOf(any), gap(list, any, whole, wholeAt, cut));
    }

    private static <T> Optional<String> gap(
            String list, Set<T> any, List<Set<T>> whole, List<String> wholeAt, String cut) {
        if (!cut.isEmpty()) {
            return Optional.of(list + " goes on behind " + cut
                    + " (nextToken), and the next page does not stand right behind it; let the AWS CLI put the pages together,"
                    + " without --no-paginate and --max-items");
        }
        if (whole.stream().anyMatch(each -> each.size() != any.size())) {
            return Optional.of(list + " stands there more than once and not the same ("
                    + wholeAt.stream().limit(3).collect(Collectors.joining("; "))
                    + "), so the dump is of two moments; make it anew");
        }
        return Optional.empty();
    }
}
