-- Networks count uploads apart from posts: a window of theirs keeps back posts with pictures, and no others.

alter table windows drop constraint windows_route_check;
alter table windows add constraint windows_route_check check (route in ('create', 'find', 'remove', 'upload'));
alter table app_windows drop constraint app_windows_route_check;
alter table app_windows add constraint app_windows_route_check check (route in ('create', 'find', 'remove', 'upload', 'all'));

create or replace view doors as
  select account_id, route, max(closed_until) as closed_until, max(closed_until) filter (where of_app) as app_closed_until
    from (select account_id, route, closed_until, false as of_app from windows
          union all
          select a.id, each.route, w.closed_until, true
            from app_windows w join accounts a on a.app = w.app
           cross join unnest(case w.route when 'all' then array['create', 'find', 'remove', 'upload'] else array[w.route] end) as each (route)) known
   group by account_id, route;
