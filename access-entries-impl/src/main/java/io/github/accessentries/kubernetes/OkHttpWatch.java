package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.accessentries.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A watch as a call of OkHttp, whose answer is read line by line. */
final class OkHttpWatch implements WatchableKubernetesApi.Watch {

    /** Far more than the largest object that a cluster stores. */
    private static final int MAX_LINE = 16 << 20;

    private final Call call;
    private final String path;
    /** Held while something is read, since an answer must not be closed meanwhile. */
    private final ReentrantLock reading = new ReentrantLock();

    private @Nullable Response response;

    OkHttpWatch(Call call, String path) {
        this.call = call;
        this.path = path;
    }

    @Override
    public void open() {
        reading.lock();
        try {
            Response answer = ApiClientKubernetesApi.answer(call);
            response = answer;
            if (!answer.isSuccessful()) {
                throw StatusErrors.translate(
                        "WATCH", path, answer.code(), ApiClientKubernetesApi.body("WATCH", path, answer));
            }
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        } finally {
            end(call.isCanceled());
            reading.unlock();
        }
    }

    @Override
    public Optional<String> next() {
        reading.lock();
        try {
            if (call.isCanceled()) {
                throw new IOException("the watch is closed");
            }
            return line(requireNonNull(
                            requireNonNull(response, "open() comes first").body())
                    .byteStream());
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        } finally {
            end(call.isCanceled());
            reading.unlock();
        }
    }

    /** The client buffers what it reads. */
    private static Optional<String> line(InputStream answer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (next < 0) {
                throw new EOFException("its answer breaks off within a line");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line of its answer is longer than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        return Optional.of(line.toString(UTF_8));
    }

    private UnavailableException broken(String why, IOException cause) {
        return ApiClientKubernetesApi.unavailable("WATCH", path, why, cause);
    }

    private void end(boolean isOver) {
        if (isOver && response != null) {
            response.close();
        }
    }

    @Override
    public void close() {
        call.cancel();
        // Whoever reads just now closes the answer himself.
        if (reading.tryLock()) {
            try {
                end(true);
            } finally {
                reading.unlock();
            }
        }
    }
}
