package io.github.accessentries.kubernetes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.accessentries.Sleeper;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that kubectl takes as well while it changes a kubeconfig: a file beside it, {@code config.lock}, which only one can
 * make (client-go, {@code tools/clientcmd/loader.go}). Where the path is a link, the file that it leads to is locked too, so that
 * writers by different links exclude each other.
 *
 * <p>kubectl gives up at once if the lock is there; here it is waited for, since others hold it for milliseconds. It is deleted
 * also when the JVM is asked to end meanwhile. A process that is killed may leave it; nobody can tell that from one that is slow,
 * so it is only told.
 *
 * <p>The threads of this JVM take turns first, in the order in which they came, so that none of them finds the lock of another again
 * and again.
 */
final class KubeconfigLock {

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigLock.class);

    private static final Duration STEP = Duration.ofMillis(50);
    private static final int STEPS = 200;

    /** By the file, which has one name here by whatever directories it is reached. A turn vanishes with the last that waits for it. */
    private static final LoadingCache<Path, ReentrantLock> TURNS =
            Caffeine.newBuilder().weakValues().build(file -> new ReentrantLock(true));

    private final List<Path> held = new ArrayList<>();
    private final AtomicBoolean isReleased = new AtomicBoolean();
    private final Thread atExit = new Thread(this::deleteAtExit, "kubeconfig-lock");

    private KubeconfigLock() {}

    /** What is done under the lock. */
    interface Work {
        void run() throws IOException;
    }

    static void holding(Path file, Path behindLinks, Sleeper sleeper, Work work) throws IOException {
        // In this order, so that two who take both never wait for each other.
        Set<Path> files = new TreeSet<>(List.of(inRealDirectory(file), inRealDirectory(behindLinks)));
        inTurn(files.iterator(), () -> {
            KubeconfigLock lock = new KubeconfigLock();
            Runtime.getRuntime().addShutdownHook(lock.atExit);
            try {
                for (Path path : files) {
                    lock.take(path.resolveSibling(path.getFileName() + ".lock"), sleeper);
                }
                work.run();
            } finally {
                lock.release();
            }
        });
    }

    private static Path inRealDirectory(Path file) throws IOException {
        return file.toAbsolutePath().resolveSibling("").toRealPath().resolve(String.valueOf(file.getFileName()));
    }

    private static void inTurn(Iterator<Path> files, Work work) throws IOException {
        if (!files.hasNext()) {
            work.run();
            return;
        }
        Path file = files.next();
        ReentrantLock turn = TURNS.get(file);
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        }
        try {
            inTurn(files, work);
        } finally {
            turn.unlock();
        }
    }

    private void take(Path place, Sleeper sleeper) throws IOException {
        Optional<FileTime> first = Optional.empty();
        Optional<FileTime> last = Optional.empty();
        for (int i = 0; i < STEPS; i++) {
            try {
                Files.createFile(place);
                synchronized (held) {
                    held.add(place);
                }
                return;
            } catch (FileAlreadyExistsException e) {
                last = timeOf(place);
                first = i == 0 ? last : first;
                await(place, sleeper);
            }
        }
        long seconds = STEP.multipliedBy(STEPS).toSeconds();
        throw new FileSystemException(
                place.toString(),
                null,
                last.isPresent() && last.equals(first)
                        ? "somebody has held this lock for " + seconds
                                + " seconds; if no program is writing the kubeconfig, one that was killed has left it, so delete it"
                        : "others have taken this lock again and again for " + seconds
                                + " seconds, and are writing the kubeconfig; try again, and do not delete it");
    }

    private static Optional<FileTime> timeOf(Path place) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(place));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void await(Path place, Sleeper sleeper) throws IOException {
        try {
            sleeper.sleep(STEP);
        } catch (InterruptedException e) {
            throw interrupted(place, e);
        }
    }

    private static InterruptedIOException interrupted(Path awaited, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("Interrupted while waiting for " + awaited);
        interrupted.initCause(cause);
        return interrupted;
    }

    private void delete() throws IOException {
        // Once only: afterwards, a lock at this place is somebody else's.
        if (isReleased.compareAndSet(false, true)) {
            synchronized (held) {
                for (Path place : held) {
                    Files.deleteIfExists(place);
                }
            }
        }
    }

    private void deleteAtExit() {
        try {
            delete();
        } catch (IOException e) {
            LOG.warn("The lock of a kubeconfig could not be deleted; delete {}", PlainText.of(held.toString()), e);
        }
    }

    private void release() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and there is nothing left for the hook to do.
        }
    }
}
