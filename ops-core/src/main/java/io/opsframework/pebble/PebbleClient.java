package io.opsframework.pebble;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.opsframework.observation.CharmObservations;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the Pebble of one container: one method for each operation of its
 * API.
 *
 * <p>
 * A request is sent once. Where it fails, the exception tells whether Pebble could not be
 * reached ({@link PebbleConnectionException}), did not answer in time
 * ({@link PebbleTimeoutException}), refused it ({@link PebbleApiException}) or said
 * something else than it should ({@link PebbleProtocolException}). A thread that is
 * interrupted gets a {@link PebbleException}, and stays interrupted.
 *
 * <p>
 * What takes time is a <em>change</em> in Pebble: the methods that begin one return its
 * id at once, to be waited for with {@link #await}.
 */
public interface PebbleClient extends AutoCloseable {

	/**
	 * The client of a Pebble, which takes part in nothing before the first request.
	 * @param socket the path of Pebble's Unix socket
	 * @param timeout how long Pebble may keep silent before a request fails
	 * @return the client
	 */
	static PebbleClient at(Path socket, Duration timeout) {
		return new HttpPebbleClient(new SocketTransport(socket, timeout), timeout);
	}

	/**
	 * The client whose requests are observed.
	 * @param container the name of the container whose Pebble is asked
	 * @param observations observes the requests, not what is in them
	 * @return a new client in front of this one; this one where it sends no requests
	 */
	default PebbleClient observed(String container, CharmObservations observations) {
		return this;
	}

	/**
	 * Ask Pebble about itself. The shortest of all requests.
	 * @return version and boot
	 */
	SystemInfo systemInfo();

	/**
	 * Whether all checks are up, as an orchestrator would ask.
	 * @param level {@code alive} for the checks of this level, {@code ready} for those of
	 * both; {@code null} for all checks
	 * @param names only the checks of these names; empty for all
	 * @return {@code false} if one is down
	 */
	boolean isHealthy(@Nullable String level, Collection<String> names);

	/**
	 * What Pebble counts, in the OpenMetrics text format.
	 * @return the metrics of services and checks
	 */
	String metrics();

	/**
	 * What all layers make together.
	 * @return the plan
	 */
	Plan plan();

	/**
	 * Add a layer on top of the others. Services keep running as they are until
	 * {@link #replanServices()}.
	 * @param label the name of the layer, which no other layer has
	 * @param layer the layer
	 * @throws PebbleApiException if there is a layer of this name, or the plan would not
	 * be valid; nothing of the layer is added then
	 */
	void addLayer(String label, Layer layer);

	/**
	 * Combine a layer with the one of the same name, or add it where there is none.
	 * Services keep running as they are until {@link #replanServices()}.
	 * @param label the name of the layer
	 * @param layer the layer
	 * @throws PebbleApiException if the plan would not be valid; nothing of the layer is
	 * added then
	 */
	void combineLayer(String label, Layer layer);

	/**
	 * The services of the plan.
	 * @param names only the services of these names; empty for all
	 * @return the services in the order of their names, without those that there are not
	 */
	List<ServiceInfo> services(Collection<String> names);

	/**
	 * Start services, with those that they require. What runs already stays as it is.
	 * @param names the names of the services, at least one
	 * @return the id of the change
	 */
	String startServices(Collection<String> names);

	/**
	 * Stop services, with those that require them.
	 * @param names the names of the services, at least one
	 * @return the id of the change
	 */
	String stopServices(Collection<String> names);

	/**
	 * Stop services that run, and start all of them.
	 * @param names the names of the services, at least one
	 * @return the id of the change
	 */
	String restartServices(Collection<String> names);

	/**
	 * Start the services whose startup is {@code enabled}.
	 * @return the id of the change
	 * @throws PebbleApiException if there is no such service
	 */
	String autostartServices();

	/**
	 * Make services what the plan says: restart those that run otherwise, and start those
	 * whose startup is {@code enabled}.
	 * @return the id of the change
	 */
	String replanServices();

	/**
	 * Send a signal to services.
	 * @param signal the name of the signal, {@code SIGHUP}
	 * @param services the names of the services, which must be running
	 */
	void sendSignal(String signal, Collection<String> services);

	/**
	 * The changes that Pebble remembers.
	 * @param selection which of them
	 * @param service only those that are about this service; {@code null} for all
	 * @return the changes
	 */
	List<Change> changes(Change.Selection selection, @Nullable String service);

	/**
	 * A change as it is now.
	 * @param id its id
	 * @return the change
	 * @throws PebbleApiException if Pebble does not know it; the status code is 404
	 */
	Change change(String id);

	/**
	 * Wait until a change is ready, whether it succeeds or fails.
	 * @param id the id of the change
	 * @param timeout how long to wait at most
	 * @return the change, which is ready
	 * @throws PebbleTimeoutException if it is not ready then; Pebble goes on with it
	 */
	Change waitForChange(String id, Duration timeout);

	/**
	 * Wait until a change has succeeded.
	 * @param id the id of the change
	 * @param timeout how long to wait at most
	 * @return the change
	 * @throws PebbleTimeoutException if it is not ready then; Pebble goes on with it
	 * @throws PebbleChangeException if it failed
	 */
	default Change await(String id, Duration timeout) {
		Change change = waitForChange(id, timeout);
		if (change.error() != null) {
			throw new PebbleChangeException(change);
		}
		return change;
	}

	/**
	 * Ask Pebble to give up a change.
	 * @param id the id of the change
	 * @return the change, which may still take a while
	 * @throws PebbleApiException if it is ready already
	 */
	Change abortChange(String id);

	/**
	 * The checks of the plan.
	 * @param level only the checks of this level, {@code alive} or {@code ready};
	 * {@code null} for all
	 * @param names only the checks of these names; empty for all
	 * @return the checks in the order of their names, without those that there are not
	 */
	List<CheckInfo> checks(@Nullable String level, Collection<String> names);

	/**
	 * Start checks.
	 * @param names the names of the checks
	 * @return those that had been stopped
	 */
	List<String> startChecks(Collection<String> names);

	/**
	 * Stop checks, which then are neither up nor down.
	 * @param names the names of the checks
	 * @return those that had been running
	 */
	List<String> stopChecks(Collection<String> names);

	/**
	 * Run a check now, and wait for it. From Pebble 1.20 on.
	 * @param name the name of the check
	 * @return what came of it
	 */
	CheckRefresh refreshCheck(String name);

	/**
	 * Read a file. Its content is fetched while the stream is read, which must be closed.
	 * @param path the absolute path of the file
	 * @return the content; reading throws {@link java.io.IOException} where the rest of
	 * it cannot be had
	 * @throws PebblePathException if the file is not there, or cannot be read
	 */
	InputStream pull(String path);

	/**
	 * Write a file. It takes the place of another one of the same name when all of it has
	 * been written.
	 * @param path the absolute path of the file
	 * @param content the content, which is sent while it is read, and left open
	 * @param options whose the file is, and what is done about its directory
	 * @throws PebblePathException if the file cannot be written
	 * @throws java.io.UncheckedIOException if the content cannot be read; the file is as
	 * it was before
	 */
	void push(String path, InputStream content, FileOptions options);

	/**
	 * The files in a directory, or a single file.
	 * @param path an absolute path
	 * @param pattern a pattern of file names as in a shell, {@code *.txt}; {@code null}
	 * for all
	 * @return the files in the order of their names
	 * @throws PebbleApiException if there is nothing at the path; the status code is 404
	 */
	List<FileInfo> listFiles(String path, @Nullable String pattern);

	/**
	 * A file or a directory itself.
	 * @param path an absolute path
	 * @return what is known of it
	 * @throws PebbleApiException if there is nothing at the path; the status code is 404
	 */
	FileInfo fileInfo(String path);

	/**
	 * Make a directory.
	 * @param path an absolute path
	 * @param options whose the directory is; with parents, one that is there already is
	 * no error
	 * @throws PebblePathException if the directory cannot be made
	 */
	void makeDirectory(String path, FileOptions options);

	/**
	 * Remove a file or a directory.
	 * @param path an absolute path
	 * @param recursive whether to remove also what is in a directory; nothing being there
	 * then is no error
	 * @throws PebblePathException if it cannot be removed
	 */
	void remove(String path, boolean recursive);

	/**
	 * Run a command. It runs until it ends, or until the process is closed.
	 * @param request the command, and what it is given
	 * @return the running command, to be closed
	 * @throws PebbleApiException if Pebble does not find the command, or what it is given
	 * is not there
	 */
	ExecProcess exec(ExecRequest request);

	/**
	 * Record that something happened, of which the charm is told by an event.
	 * @param key what happened, {@code example.com/backup-done}
	 * @param data more about it
	 * @param repeatAfter how long the same is not told again; {@code null} to tell it
	 * each time
	 * @return the id of the notice, the same for each of this key
	 */
	String notify(String key, Map<String, String> data, @Nullable Duration repeatAfter);

	/**
	 * A notice.
	 * @param id its id
	 * @return the notice
	 * @throws PebbleApiException if Pebble does not know it; the status code is 404
	 */
	Notice notice(String id);

	/**
	 * The notices of which something is said.
	 * @param query what is said of them
	 * @return the notices in the order in which they were last repeated
	 */
	List<Notice> notices(NoticeQuery query);

	/**
	 * Wait until there is a notice of which something is said.
	 * @param query what is said of it; without {@link NoticeQuery#after} there mostly is
	 * one already
	 * @param timeout how long to wait at most
	 * @return the notices; empty if there were none in this time
	 */
	List<Notice> waitForNotices(NoticeQuery query, Duration timeout);

	/**
	 * Who may use this Pebble.
	 * @return the identities by their names
	 */
	Map<String, Identity> identities();

	/**
	 * Set identities, whether they are there or not. Others stay.
	 * @param identities the identities by their names
	 */
	void replaceIdentities(Map<String, Identity> identities);

	/**
	 * Remove identities.
	 * @param names their names
	 * @throws PebbleApiException if there is no identity of a name
	 */
	void removeIdentities(Collection<String> names);

	/**
	 * Let go of the connection that is kept between requests. The client can still be
	 * used.
	 */
	@Override
	default void close() {
	}

}
