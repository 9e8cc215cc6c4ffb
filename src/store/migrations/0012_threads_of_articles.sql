-- A thread that a person edited names its article by fingerprint, whether that article is known yet or not.

alter table publications add column article_print text;
create index publications_article_print on publications (article_print) where article_print is not null;

-- Whoever is second, the publication or the article, finds the other: both wait here until the first is stored.
create function lock_article_print(print text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('utas: article ' || print, 0))
$$;

create function find_named_article() returns trigger language plpgsql as $$
begin
  perform lock_article_print(new.article_print);
  select a.id into new.article_id from articles a where a.fingerprint = new.article_print;
  return new;
end $$;
create trigger publications_named_article before insert on publications
  for each row when (new.article_print is not null and new.article_id is null)
  execute function find_named_article();

create function claim_named_threads() returns trigger language plpgsql as $$
begin
  perform lock_article_print(new.fingerprint);
  update publications p set article_id = new.id where p.article_print = new.fingerprint and p.article_id is null;
  return null;
end $$;
create trigger articles_named_threads after insert on articles
  for each row execute function claim_named_threads();
